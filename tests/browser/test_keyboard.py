# SPDX-License-Identifier: EUPL-1.2
"""With the keyboard only: every way a resident goes, with the focus in sight at each stop and never lost."""

import secrets
from typing import Any

import pytest
from playwright.sync_api import expect

from backend.config.seed.people import PASSWORD
from tests.browser.chromium import Chromium
from tests.browser.conftest import ORGANISER, RESIDENT, RIVER, OpenPage
from tests.browser.keyboard import Keyboard
from tests.browser.screens import COLLECTING, EVERYTHING, Screen


def test_the_first_stop_leads_past_the_header(chromium: Chromium, open_page: OpenPage):
    keys = Keyboard(open_page("/", width=375))
    assert keys.tab()
    assert keys.is_on("a.skip")
    keys.press("Enter")
    assert keys.tab()
    assert keys.is_on("main")


def test_from_home_to_support_undo_and_comment(chromium: Chromium, open_page: OpenPage):
    page = open_page("/", as_=RESIDENT)
    keys = Keyboard(page)
    keys.follow(f"main a[href='/campaigns/{RIVER}/']", f"**/campaigns/{RIVER}/")
    others = page.locator(".undo button").count()  # what she supports already
    keys.to(".support[aria-pressed='false']")
    keys.press("Space")
    expect(page.locator(".undo button")).to_have_count(others + 1)
    assert keys.is_on(".support[aria-pressed='true']")
    keys.press("Space")
    expect(page.locator(".undo button")).to_have_count(others)
    assert keys.is_on(".support[aria-pressed='false']")
    page.goto(f"/campaigns/{RIVER}/")
    keys.follow(".idea h3 a", "**/ideas/*/")
    keys.to(".support[aria-pressed='false']")
    keys.press("Enter")
    expect(page.locator(".support")).to_have_attribute("aria-pressed", "true")
    assert keys.is_on(".support")
    keys.to(".undo button")
    keys.press("Enter")
    expect(page.locator(".support")).to_have_attribute("aria-pressed", "false")
    assert keys.is_on(".support")
    keys.to("#comment [type=radio]")
    keys.press("ArrowRight")
    keys.to("#comment-text")
    said = f"Näppäimistöllä sanottu {secrets.token_hex(3)}"
    keys.write(said)
    keys.to("#comment button.primary")
    keys.press("Enter")
    expect(page.locator(".comments > li").first).to_contain_text(said)
    assert keys.is_on("#discussion")
    keys.walk_through()


def test_a_comment_that_is_refused_leads_to_what_is_wrong(chromium: Chromium, open_page: OpenPage):
    page = open_page("/ideas/9/", as_=RESIDENT)
    keys = Keyboard(page)
    keys.to("#comment button.primary")
    keys.press("Enter")
    expect(page.locator("#discussion .errs")).to_be_focused()
    keys.to("#discussion .errs a")
    keys.press("Enter")
    assert keys.is_on("#comment")


def test_proposing(chromium: Chromium, open_page: OpenPage):
    page = open_page(f"/campaigns/{COLLECTING}/", as_=RESIDENT)
    keys, title = Keyboard(page), f"Katoksia pyörille {secrets.token_hex(3)}"
    keys.follow("main a.primary", "**/propose/")
    keys.to("#propose button.primary")
    keys.press("Enter")
    expect(page.locator(".errs")).to_be_focused()
    keys.to("#id_title")
    keys.write(title)
    keys.to("#id_text")
    keys.write("Sateella satula pysyisi kuivana koko työpäivän ajan.")
    keys.to("#propose .pill [type=radio]")
    keys.press("Space")
    keys.to("#propose button.primary")
    keys.press("Enter")
    expect(page.locator("h1, #similar-first").first).to_be_visible()
    if page.locator("#similar-first").count():
        keys.to("#propose button.primary")
        keys.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_signing_in_one_sees_ones_page_and_the_results(chromium: Chromium, open_page: OpenPage):
    page = open_page("/accounts/login/")
    keys = Keyboard(page)
    keys.to("#with-password summary")
    keys.press("Enter")
    keys.to("#id_login")
    keys.write(RESIDENT)
    keys.to("#id_password")
    keys.write(PASSWORD)
    keys.press("Enter")
    expect(page.locator("header a[href='/you/']")).to_be_visible()
    keys.follow("header a[href='/you/']", "**/you/")
    assert keys.walk_through() > 20
    page.goto("/results/")
    assert keys.walk_through() > 10


def test_a_kiosk(chromium: Chromium, open_page: OpenPage, sign_ins: dict[str, list[Any]]):
    page = open_page(f"/kiosk/{RIVER}/", as_=ORGANISER)
    sign_ins.pop(ORGANISER)  # a kiosk ends the session of who starts it
    keys = Keyboard(page)
    keys.to("#kiosk button.primary")
    keys.press("Enter")
    expect(page.locator("[data-kiosk-start]")).to_be_visible()
    keys.follow("main a", f"**/campaigns/{RIVER}/**")
    keys.to(".support[aria-pressed='false']")
    keys.press("Enter")
    expect(page.locator(".waiting")).to_be_visible()
    keys.to("#letter-email")
    keys.write("ei osoite")
    keys.press("Enter")
    expect(page.locator(".errs")).to_be_focused()
    keys.walk_through()
    page.goto(page.url)
    keys.to(".top form button")
    keys.press("Enter")
    expect(page.locator("[data-kiosk-start]")).to_be_visible()


@pytest.mark.parametrize("screen", EVERYTHING, ids=lambda screen: screen.name)
@pytest.mark.parametrize("colours", ["none", "active"], ids=["dark", "forced colours"])
def test_each_stop_of_a_screen_is_seen(chromium: Chromium, open_page: OpenPage, screen: Screen, colours: str):
    page = open_page(screen.path, width=375, theme="dark", as_=screen.as_)
    page.emulate_media(forced_colors=colours)
    assert Keyboard(page).walk_through() >= 2
