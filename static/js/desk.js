// The office's calendar: moves a date by dragging it to another day (after a long press on a touch
// screen), or by M and the arrow keys. Either way the server says first what it clashes with there.
// Without this module the arrows beside a name lead to the same question on a page of its own.
//
// <div data-desk> with <td data-desk-day="2027-07-12"> and, in them, <li data-desk-entry="name"
// data-edition="7" data-on="2027-07-10">, of which the first has a link <a data-desk-move>.

const LONG_PRESS = 400;
const SLACK = 6;
// So near to the edge of the window it scrolls while something is dragged, so far a move.
const EDGE = 90;
const SCROLL = 16;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

const desk = document.querySelector("[data-desk]");
if (desk) {
  const dialog = desk.querySelector("[data-desk-dialog]");
  const said = desk.querySelector("[data-desk-said]");
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeZone: "UTC" });
  let dragged = null;
  let carried = null;

  // --- Days ---

  const shifted = (day, by) => {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + by);
    return date.toISOString().slice(0, 10);
  };
  const between = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const inWords = (day) => words.format(new Date(`${day}T00:00:00Z`));
  const cellOf = (day) => desk.querySelector(`[data-desk-day="${day}"]`);
  const say = (template, values) => {
    said.textContent = template.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  };

  const mark = (day) => {
    for (const each of desk.querySelectorAll(".desk-day--target")) each.classList.remove("desk-day--target");
    const cell = day && cellOf(day);
    cell?.classList.add("desk-day--target");
    return cell;
  };

  // --- Asking the server ---

  async function ask(url) {
    try {
      const response = await fetch(url, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
        credentials: "same-origin",
      });
      if (!response.ok || response.redirected) throw new Error(response.statusText);
      dialog.innerHTML = await response.text();
      if (!dialog.open) dialog.showModal();
      (dialog.querySelector("[autofocus]") ?? dialog.querySelector("h2")).focus();
    } catch {
      // The page itself says what is wrong, or asks who it is.
      location.assign(url);
    }
  }

  function propose(entry, to) {
    const url = new URL(entry.querySelector("[data-desk-move]")?.href ?? linkOf(entry));
    url.searchParams.set("to", to);
    return ask(url);
  }

  // A later piece of a bar has no link of its own: the first one of the same date has it.
  function linkOf(entry) {
    const { edition, on } = entry.dataset;
    return desk.querySelector(`[data-edition="${edition}"][data-on="${on}"] [data-desk-move]`).href;
  }

  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-desk-cancel]")) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-desk-look]");
    if (!form) return;
    event.preventDefault();
    ask(`${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`);
  });
  dialog.addEventListener("close", () => mark(null));

  // The link asks in the dialog as well, where nothing else is meant by the click.
  desk.addEventListener("click", (event) => {
    const link = event.target.closest("[data-desk-move]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    ask(link.href);
  });

  // --- By pointer ---

  desk.addEventListener("pointerdown", (event) => {
    const entry = event.target.closest("[data-desk-entry]");
    if (!entry || event.button || event.target.closest("[data-desk-move]")) return;
    dragged = { entry, x: event.clientX, y: event.clientY, is: false, ghost: null };
    dragged.from = entry.closest("[data-desk-day]")?.dataset.deskDay ?? null;
    if (event.pointerType === "touch") dragged.press = setTimeout(lift, LONG_PRESS);
  });

  addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const far = Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) > SLACK;
    if (!dragged.is && far) {
      // On a touch screen whoever moves before the press is long enough scrolls.
      if (dragged.press) return drop();
      lift();
    }
    if (!dragged.is) return;
    dragged.ghost.style.translate = `${event.clientX + 8}px ${event.clientY + 8}px`;
    dragged.over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-desk-day]");
    mark(dragged.over?.dataset.deskDay);
    if (event.clientY < EDGE) scrollBy(0, -SCROLL);
    else if (event.clientY > innerHeight - EDGE) scrollBy(0, SCROLL);
  });

  addEventListener("pointerup", () => {
    if (!dragged) return;
    const { is, entry, over, from } = dragged;
    drop();
    if (!is) return;
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
    const day = over?.dataset.deskDay;
    // A month alone has no day to count from.
    if (day && day !== from) propose(entry, from ? shifted(entry.dataset.on, between(from, day)) : day);
    else mark(null);
  });

  addEventListener("pointercancel", () => dragged && drop());
  addEventListener("touchmove", (event) => dragged?.is && event.preventDefault(), { passive: false });
  desk.addEventListener("contextmenu", (event) => dragged?.is && event.preventDefault());
  desk.addEventListener("dragstart", (event) => event.target.closest("[data-desk-entry]") && event.preventDefault());

  function lift() {
    dragged.is = true;
    dragged.press = null;
    dragged.entry.classList.add("desk-bar--lifted");
    dragged.ghost = document.createElement("div");
    dragged.ghost.className = "desk-ghost";
    dragged.ghost.textContent = dragged.entry.dataset.deskEntry;
    dragged.ghost.style.translate = `${dragged.x + 8}px ${dragged.y + 8}px`;
    document.body.append(dragged.ghost);
  }

  function drop() {
    clearTimeout(dragged.press);
    dragged.entry.classList.remove("desk-bar--lifted");
    dragged.ghost?.remove();
    dragged = null;
  }

  function swallow(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  // --- By keyboard ---

  desk.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || dialog.open) return;
    const entry = event.target.closest("[data-desk-entry]");
    if (!carried && entry && event.key.toLowerCase() === "m") {
      event.preventDefault();
      carried = { entry, to: entry.dataset.on, at: event.target };
      mark(carried.to);
      tell();
    } else if (carried) {
      carry(event);
    }
  });
  desk.addEventListener("focusout", () => carried && leave());

  function carry(event) {
    if (event.key in STEPS) {
      event.preventDefault();
      const onward = getComputedStyle(desk).direction === "rtl" && event.key.match(/Left|Right/) ? -1 : 1;
      carried.to = shifted(carried.to, STEPS[event.key] * onward);
      mark(carried.to)?.scrollIntoView({ block: "nearest" });
      tell();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const { entry, to } = carried;
      carried = null;
      propose(entry, to);
    } else if (event.key === "Escape" || event.key === "Tab") {
      leave();
    }
  }

  function tell() {
    const { deskEntry: name, edition } = carried.entry.dataset;
    const day = inWords(carried.to);
    const others = [...(cellOf(carried.to)?.querySelectorAll(".desk-bar:not(.desk-bar--gap)") ?? [])];
    const number = others.filter((each) => each.dataset.edition !== edition).length;
    say(number ? `${desk.dataset.target} ${desk.dataset.moving}` : desk.dataset.moving, { name, day, number });
  }

  function leave() {
    say(desk.dataset.left, { name: carried.entry.dataset.deskEntry });
    carried = null;
    mark(null);
  }
}
