// Moves a bar along with what the worker has done, and opens the page anew when it is ready.
// Without this module the page does so by itself, every quarter of a minute.
//
// <div data-progress="address"><progress></progress><p data-progress-said="{number} done"></p></div>:
// the address answers {done, total, is_at_work}.

const EVERY = 2000;

for (const box of document.querySelectorAll("[data-progress]")) {
  const bar = box.querySelector("progress");
  const said = box.querySelector("[data-progress-said]");

  const ask = async () => {
    try {
      const response = await fetch(box.dataset.progress, { credentials: "same-origin" });
      if (!response.ok) return;
      const { done, total, is_at_work: isAtWork } = await response.json();
      if (!isAtWork) {
        clearInterval(asking);
        location.reload();
        return;
      }
      if (total) {
        bar.max = total;
        bar.value = done;
      }
      said.textContent = said.dataset.progressSaid.replace("{number}", done);
    } catch {
      // Offline for a moment: asked again soon.
    }
  };
  const asking = setInterval(ask, EVERY);
}
