# SPDX-License-Identifier: EUPL-1.2
"""A kiosk forgets: with a warning by the script, without JavaScript by the browser, and by hand."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend.config.seed.people import PASSWORD
from tests.browser import checks
from tests.browser.chromium import Chromium
from tests.browser.conftest import ORGANISER, RIVER
from tests.browser.letters import code_of, letter_to
from tests.live.site import Site, running_site

SECONDS = 6


@pytest.fixture(scope="module")
def kiosk_site(surroundings: dict[str, str]) -> Iterator[Site]:
    """The site with a shorter patience."""
    with running_site(Path(surroundings["STATE"]), slug=RIVER, KIOSK_SECONDS=str(SECONDS), **surroundings) as running:
        yield running


@pytest.fixture
def device(chromium: Chromium, kiosk_site: Site) -> Iterator[list[BrowserContext]]:
    """The devices that a test makes kiosks, closed after it."""
    made: list[BrowserContext] = []
    yield made
    for context in made:
        chromium.run(context.close)


def make_kiosk(chromium: Chromium, site: Site, device: list[BrowserContext], *, javascript: bool = True) -> Page:
    """An officer signs in on a device and makes it a kiosk."""
    context = chromium.browser.new_context(
        base_url=site.origin, locale="fi", viewport={"width": 1080, "height": 1400}, java_script_enabled=javascript
    )
    device.append(context)
    page = context.new_page()
    page.goto(f"/accounts/login/?next=/kiosk/{RIVER}/")
    page.click("#with-password summary")
    page.fill("#id_login", ORGANISER)
    page.fill("#id_password", PASSWORD)
    page.click("#password-form button")
    page.click("#kiosk button.primary")
    expect(page.locator(".kiosk h1")).to_have_text("Keravanjoen ranta kaikille")
    return page


def sign_in(page: Page, state: str) -> None:
    email = f"kioski-{secrets.token_hex(4)}@parvi.example"
    page.fill("#letter-email", email)
    page.click("#letter button")
    page.fill("#id_code", code_of(letter_to(state, email)))
    page.click("#code button.primary")
    expect(page.locator("#result")).to_contain_text("on laskettu.")


def test_one_supports_finishes_and_nothing_is_left(chromium: Chromium, kiosk_site, device, surroundings):
    page = make_kiosk(chromium, kiosk_site, device)
    assert checks.violations(page) == []
    assert checks.small_targets(page) == []
    page.click("text=Katso ideoita ja kannata niitä")
    page.locator(".support").first.click()
    sign_in(page, surroundings["STATE"])
    page.click(".top form button")
    expect(page.locator("[data-kiosk-start]")).to_be_visible()
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert "sessionid" not in names
    assert page.evaluate("() => localStorage.length") == 0
    page.go_back()
    expect(page.locator("#result")).to_have_count(0)
    expect(page.locator('.support[aria-pressed="true"]')).to_have_count(0)


def test_after_a_while_it_asks_with_a_counter_and_then_forgets(chromium: Chromium, kiosk_site, device):
    page = make_kiosk(chromium, kiosk_site, device)
    page.goto("/ideas/6/")
    page.fill("#comment-text", "Tämä on minun ajatukseni.")
    warning = page.locator("[data-kiosk-warning]")
    expect(warning).to_be_hidden()
    expect(warning).to_be_visible(timeout=SECONDS * 1000)
    expect(page.locator("[data-kiosk-said]")).to_contain_text("sekunnin kuluttua")
    assert checks.violations(page) == []
    page.click("[data-kiosk-stay]")
    expect(warning).to_be_hidden()
    expect(page.locator("#comment-text")).to_have_value("Tämä on minun ajatukseni.")
    page.wait_for_url(f"**/kiosk/{RIVER}/", timeout=(SECONDS + 4) * 1000)
    assert page.evaluate("() => localStorage.length") == 0
    page.go_back()
    assert "minun ajatukseni" not in page.content()


def test_without_javascript_the_browser_itself_goes_to_the_page_that_forgets(
    chromium: Chromium, kiosk_site, device, surroundings
):
    page = make_kiosk(chromium, kiosk_site, device, javascript=False)
    page.goto("/ideas/6/")
    page.locator(".support").first.click()
    expect(page.locator(".waiting")).to_contain_text("on tallessa")
    expect(page.locator(".top form button")).to_have_text("Lopeta")
    page.wait_for_url(f"**/kiosk/{RIVER}/", timeout=(SECONDS + 4) * 1000)
    page.goto("/ideas/6/")
    expect(page.locator("#support-6 .undo")).not_to_contain_text("Tallessa")
