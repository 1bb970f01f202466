// Buttons that copy what an element says. Without this module, or without a clipboard (which
// browsers give to secure pages only), they stay hidden.
//
// <button hidden data-copy="id" data-copied="…" data-failed="…"> beside a [role=status]: the words
// come from the page, so they are in the reader's language.

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[role=status]");
  if (!source || !status || !navigator.clipboard) continue;

  button.hidden = false;
  button.addEventListener("click", async () => {
    // Emptied first: the same words said again are a change, and so announced.
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(lines(source));
      status.textContent = button.dataset.copied;
    } catch {
      status.textContent = button.dataset.failed;
    }
  });
}

function lines(element) {
  return element.innerText
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
}
