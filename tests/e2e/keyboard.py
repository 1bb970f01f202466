"""What people do without a mouse, and whether they see where they are."""

from playwright.sync_api import Locator, Page

#: Whether what has the focus shows it: in the window, not under something else, with an outline.
UNSEEN = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return "nothing has the focus";
  const name = element.localName + (element.classList[0] ? "." + element.classList[0] : "");
  const lines = [...element.getClientRects()].filter(line => line.width && line.height);
  const inside = lines.filter(line =>
    line.top < innerHeight && line.bottom > 0 && line.left < innerWidth && line.right > 0);
  if (!inside.length) return `${name} has the focus outside the window`;
  // Where a whole card is the link, its outline is that of what makes it so.
  const isOutlined = ["", "::before", "::after"].map(part => getComputedStyle(element, part))
    .some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  if (!isOutlined)
    return `${name} has the focus without an outline of two pixels`;
  const box = inside[0];
  const top = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
  if (!top || !(element.contains(top) || top.contains(element)))
    return `${name} has the focus under ${top?.localName}.${top?.classList[0]}`;
  return "";
}
"""


def tab_to(page: Page, target: Locator, *, at_most: int = 60) -> None:
    """Press Tab until the target has the focus; AssertionError where any stop is not to be seen.

    Also where the target is not reached after `at_most` stops.
    """
    stops = []
    for _each in range(at_most):
        page.keyboard.press("Tab")
        fault = page.evaluate(UNSEEN)
        assert fault == "", fault
        if target.evaluate("element => element === document.activeElement"):
            return
        stops.append(page.evaluate("document.activeElement.textContent.trim().slice(0, 30)"))
    raise AssertionError(f"Not reached; passed {stops}")
