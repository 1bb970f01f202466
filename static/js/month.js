// Arrow keys move between the days of a month; Home and End to the ends of a week, Enter to the
// first thing on a day. One day at a time can be tabbed to. Without this module a month is a table
// like any other, and all its links are where they are.
//
// <table data-month> with <td data-day> for each day.

for (const table of document.querySelectorAll("table[data-month]")) {
  const days = [...table.querySelectorAll("td[data-day]")];
  if (!days.length) continue;

  table.setAttribute("role", "grid");
  const start = days.find((day) => day.hasAttribute("aria-current")) ?? days[0];
  for (const day of days) day.tabIndex = day === start ? 0 : -1;

  table.addEventListener("keydown", (event) => {
    const day = event.target;
    if (!days.includes(day) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      day.querySelector("a")?.focus();
      return;
    }
    const next = target(day, event.key);
    if (!next) return;
    event.preventDefault();
    focus(next);
  });

  table.addEventListener("focusin", (event) => {
    if (days.includes(event.target)) focus(event.target, false);
  });

  function focus(next, move = true) {
    for (const day of days) day.tabIndex = day === next ? 0 : -1;
    if (move) next.focus();
  }

  function target(day, key) {
    const at = days.indexOf(day);
    const week = days.filter((each) => each.parentElement === day.parentElement);
    const onward = getComputedStyle(table).direction === "rtl" ? -1 : 1;
    switch (key) {
      case "ArrowRight":
        return shown(at, onward);
      case "ArrowLeft":
        return shown(at, -onward);
      case "ArrowDown":
        return shown(at, isGrid() ? 7 : 1);
      case "ArrowUp":
        return shown(at, isGrid() ? -7 : -1);
      case "Home":
        return week.find(isShown);
      case "End":
        return week.findLast(isShown);
      default:
        return undefined;
    }
  }

  // In a narrow window the month is a list, in which days without anything are left out.
  function shown(at, step) {
    for (let next = at + step; days[next]; next += step) {
      if (isShown(days[next])) return days[next];
    }
    return undefined;
  }

  function isShown(day) {
    return day.offsetParent !== null;
  }

  function isGrid() {
    return getComputedStyle(table).display === "table";
  }
}
