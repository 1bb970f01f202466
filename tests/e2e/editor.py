"""What people do in the page editor, through a real browser."""

import re

from playwright.sync_api import Page, expect


def open_tab(page: Page, name: str) -> None:
    page.click(f"#tab-label-{name}")


def choose_action(page: Page, selector: str) -> None:
    """Click an action of the editor's footer, opening its menu where it hides there."""
    action = page.locator(f"footer {selector}").first
    if not action.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    action.click()


def save_draft(page: Page) -> None:
    """Save by hand, and wait until the server has it."""
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and "/edit/" in answer.url
    ):
        page.get_by_role("button", name="Save draft").click()


def confirm(page: Page, *languages: str) -> None:
    """Read the question which languages change, and say yes."""
    question = page.get_by_role("alertdialog")
    expect(question).to_be_visible()
    assert question.locator("li strong").all_inner_texts() == list(languages)
    question.get_by_role("button").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
