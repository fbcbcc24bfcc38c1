# SPDX-License-Identifier: EUPL-1.2
"""From link to counted support: at most three taps and one form; what is kept survives every detour."""

import secrets
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser import checks
from tests.browser.chromium import Chromium
from tests.browser.conftest import RIVER, OpenPage
from tests.browser.letters import code_of, letter_to, link_of
from tests.browser.screens import COLLECTING

HIDDEN = {"csrfmiddlewaretoken", "next", "action", "shape"}


class Visitor:
    """A first-time visitor whose taps, and forms in which something was typed, are counted."""

    def __init__(self, page: Page, state: str) -> None:
        self.page, self.state = page, state
        self.email = f"kavija-{secrets.token_hex(4)}@parvi.example"
        self.taps, self.forms = 0, 0
        page.context.on("request", self._count_form)

    def _count_form(self, request: Request) -> None:
        typed = parse_qs(request.post_data or "") if request.method == "POST" else {}
        self.forms += bool(set(typed) - HIDDEN)

    def tap(self, selector: str) -> None:
        """Press something."""
        self.taps += 1
        self.page.locator(selector).first.click()

    def open_link_of_letter(self) -> None:
        """Press the link in the letter; the mail program opens it in the same browser."""
        self.taps += 1
        self.page.goto(link_of(letter_to(self.state, self.email)))


@pytest.fixture
def visit(open_page: OpenPage, surroundings: dict[str, str]):
    """Somebody opens a page for the first time."""

    def open_(path: str, **options) -> Visitor:
        return Visitor(open_page(path, **options), surroundings["STATE"])

    return open_


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("path", ["/ideas/3/", f"/campaigns/{RIVER}/?q=laituri"])
def test_a_first_time_visitor_is_counted_after_three_taps_and_one_form(
    chromium: Chromium, visit, path: str, javascript: bool
):
    visitor = visit(path, javascript=javascript, width=375)
    page = visitor.page
    page.wait_for_load_state("networkidle")
    before = int(page.locator(".support b").first.inner_text())
    visitor.tap(".support")
    expect(page.locator(".waiting")).to_contain_text("on tallessa. Sitä ei ole vielä laskettu.")
    page.fill("#letter-email", visitor.email)
    visitor.tap("#letter button")
    expect(page.locator("h1")).to_have_text("Katso sähköpostiisi")
    visitor.open_link_of_letter()
    expect(page.locator("#result")).to_contain_text("on laskettu.")
    expect(page.locator(".support").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".support b").first).to_have_text(str(before + 1))
    assert page.evaluate("() => document.activeElement.id") == "result" if javascript else True
    assert (visitor.taps, visitor.forms) == (3, 1)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_wrong_code_the_back_button_and_a_second_try_count_once(chromium: Chromium, visit, javascript: bool):
    visitor = visit("/ideas/4/", javascript=javascript)
    page = visitor.page
    page.wait_for_load_state("networkidle")
    before = int(page.locator(".support b").first.inner_text())
    visitor.tap(".support")
    page.fill("#letter-email", visitor.email)
    visitor.tap("#letter button")
    page.fill("#id_code", "000000")
    visitor.tap("#code button.primary")
    expect(page.locator(".errs")).to_be_visible()
    expect(page.locator(".waiting")).to_contain_text("on tallessa")
    page.goto("/ideas/4/")
    expect(page.locator("#support-4 .undo")).to_contain_text("Tallessa, ei vielä laskettu.")
    page.go_back()
    expect(page.locator("#id_code")).to_be_visible()
    page.goto("/accounts/login/")
    page.fill("#letter-email", visitor.email)
    visitor.tap("#letter button")
    page.fill("#id_code", code_of(letter_to(visitor.state, visitor.email, older_than=1)))
    visitor.tap("#code button.primary")
    expect(page.locator("#result")).to_contain_text("on laskettu.")
    page.go_back()
    page.goto("/kept/")
    page.goto("/ideas/4/")
    expect(page.locator(".support b").first).to_have_text(str(before + 1))


def test_an_idea_is_written_first_and_not_again(chromium: Chromium, visit):
    visitor = visit(f"/campaigns/{COLLECTING}/propose/", javascript=False)
    page, title = visitor.page, f"Lainapyörä asemalle {secrets.token_hex(3)}"
    page.fill("#id_title", title)
    page.fill("#id_text", "Viimeinen kilometri menisi pyörällä joka säällä.")
    page.locator(".pill").first.click()
    visitor.tap("#propose button.primary")
    if page.locator("#similar-first").count():
        visitor.tap("#propose button.primary")
    expect(page.locator(".waiting")).to_contain_text(title)
    page.fill("#letter-email", visitor.email)
    visitor.tap("#letter button")
    visitor.open_link_of_letter()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("#result")).to_contain_text("Ideasi on julkaistu.")


@pytest.mark.parametrize(
    ("language", "width", "theme"), [("fi", 320, "dark"), ("sv", 1280, "light"), ("en", 375, "dark")]
)
def test_the_pages_on_the_way_can_be_used_by_everyone(chromium: Chromium, visit, language: str, width: int, theme: str):
    visitor = visit("/ideas/5/", language=language, width=width, theme=theme)
    page = visitor.page
    page.wait_for_load_state("networkidle")

    def look() -> None:
        assert checks.violations(page) == []
        assert checks.sideways(page) <= 0
        assert checks.small_targets(page) == []

    visitor.tap(".support")
    page.wait_for_url("**/accounts/login/**")
    look()
    page.fill("#letter-email", "ei osoite")
    visitor.tap("#letter button")
    expect(page.locator(".err")).to_be_visible()
    look()
    page.fill("#letter-email", visitor.email)
    visitor.tap("#letter button")
    page.wait_for_url("**/code/confirm/**")
    look()
    page.goto("/ideas/5/")
    assert checks.violations(page) == []
    stranger = page.context.browser.new_context(base_url=page.url.split("/ideas")[0], locale=language)
    other = stranger.new_page()
    other.goto(link_of(letter_to(visitor.state, visitor.email)))
    assert checks.violations(other) == []
    stranger.close()
    visitor.open_link_of_letter()
    expect(page.locator("#result")).to_be_visible()
    assert checks.violations(page) == []
