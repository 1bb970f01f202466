// Says a date rule back while it is typed: the form is posted as it stands, and nothing is kept.

const PAUSE = 400;

for (const section of document.querySelectorAll("[data-rule-preview]")) {
  const form = section.closest("form");
  const target = section.querySelector("[data-rule-preview-target]");
  if (!form || !target) continue;
  let waiting;
  let asked = 0;

  const ask = async () => {
    const number = ++asked;
    try {
      const response = await fetch(section.dataset.rulePreview, {
        method: "POST",
        body: new FormData(form),
        credentials: "same-origin",
      });
      // An answer to what was typed before is no answer.
      if (response.ok && number === asked) target.innerHTML = await response.text();
    } catch {
      // Without a connection the last answer stays.
    }
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // Rows that are added or taken away say nothing by themselves.
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-streamfield-block-container], .c-sf-container")) later();
  });
}
