// Moves the sky of an open page on, as `sky.data` (data-sky) says: every .sky has the class of the
// present step. Beyond its list all stays.

const carrier = document.querySelector("[data-sky]");
if (carrier?.dataset.sky) begin(JSON.parse(carrier.dataset.sky));

function begin({ steps, sunrises, rises }) {
  const latin = { numberingSystem: "latn" }; // as elsewhere
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, latin);
  let timer;

  function show() {
    clearTimeout(timer);
    if (document.hidden) return;
    const now = Date.now() / 1000;
    const past = ([from]) => from <= now;
    const step = steps.filter(past).pop()?.[1];
    if (step) paint(step);
    const left = tell(now, ...(sunrises.filter(past).pop() ?? []));
    const waits = [...steps, ...sunrises].map(([from]) => from - now).filter((wait) => wait > 0);
    if (left > 0) waits.push(left % 60);
    if (waits.length) timer = setTimeout(show, Math.min(...waits) * 1000 + 50);
  }

  function tell(now, _from, sunrise = 0, day, clock, machine) {
    const left = sunrise - now;
    const minutes = Math.ceil(left / 60);
    const span = minutes < 120 ? [minutes, "minute"] : [Math.round(minutes / 60), "hour"];
    each(".sunrise__countdown", (element) => {
      element.hidden = left <= 0;
      element.textContent = rises.replace("%s", words.format(...span));
    });
    if (left > 0) {
      each(".sunrise__day", (element) => (element.textContent = day));
      each(".sunrise__hour", (element) => {
        element.textContent = clock;
        element.dateTime = machine;
      });
    }
    return left;
  }

  document.addEventListener("visibilitychange", show);
  show();
}

function paint(step) {
  each(".sky", (element) => {
    element.className = element.className.replace(/\bsky--\w+/, `sky--${step}`);
  });
  each(".sunrise__step", (element) => {
    element.toggleAttribute("data-now", element.dataset.step === step);
  });
}

function each(selector, change) {
  document.querySelectorAll(selector).forEach(change);
}
