# SPDX-License-Identifier: EUPL-1.2
"""What JavaScript adds: other browsers see it at once, focus stays, a draft survives, colours do not flash."""

import re

from playwright.sync_api import expect

from tests.browser.chromium import Chromium
from tests.browser.conftest import EVALUATOR, RESIDENT, RIVER, OpenPage
from tests.browser.screens import COLLECTING


def test_a_support_in_one_browser_arrives_in_the_other(chromium: Chromium, open_page: OpenPage):
    here = open_page(f"/campaigns/{RIVER}/?q=lintulava", as_=RESIDENT)
    there = open_page(f"/campaigns/{RIVER}/?q=lintulava", language="en")
    expect(there.locator("[data-live-mark]")).to_have_attribute("data-state", "live")
    expect(there.locator("[data-live-mark]")).to_have_text("Updates at once")
    seen = there.locator("[data-idea-supports]")
    total = there.locator('[data-total="supports"]')
    before, all_before = int(seen.inner_text()), int(re.sub(r"\D", "", total.inner_text()))
    here.click(".support")
    expect(here.locator(".support")).to_have_attribute("aria-pressed", "true")
    expect(seen).to_have_text(str(before + 1))
    expect(total).to_have_text(f"{all_before + 1:,}")
    here.click(".undo button")
    expect(seen).to_have_text(str(before))


def test_support_swaps_the_control_alone_and_keeps_the_focus(chromium: Chromium, open_page: OpenPage):
    page = open_page(f"/campaigns/{RIVER}/?q=penkki", as_=EVALUATOR)
    page.evaluate("() => { window.stays = true; }")
    button = page.locator(".support").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".undo button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_be_focused()
    assert page.evaluate("() => window.stays")


def test_a_comment_is_sent_in_place_and_the_field_is_empty_again(chromium: Chromium, open_page: OpenPage):
    page = open_page("/ideas/3/", as_=EVALUATOR)
    page.evaluate("() => { window.stays = true; }")
    page.fill("#comment-text", "Tähän voisi pyytää myös koulun mukaan.")
    page.click("#comment button.primary")
    expect(page.locator(".comments > li").first).to_contain_text("Tähän voisi pyytää myös koulun mukaan.")
    expect(page.locator("#comment-text")).to_have_value("")
    assert page.evaluate("() => window.stays")
    page.reload()
    expect(page.locator("#comment-text")).to_have_value("")


def test_an_error_in_place_takes_the_focus(chromium: Chromium, open_page: OpenPage):
    page = open_page("/ideas/3/", as_=EVALUATOR)
    page.click("#comment button.primary")
    expect(page.locator(".errs")).to_be_focused()
    expect(page.locator(".errs")).to_contain_text("Kirjoita ensin kommenttisi.")


def test_a_half_written_idea_survives_a_reload(chromium: Chromium, open_page: OpenPage):
    page = open_page(f"/campaigns/{COLLECTING}/propose/")  # signed in, the draft is on the server
    page.fill("#id_title", "Lastipyörä lainaan")
    page.fill("#id_text", "Kirjaston pihasta voisi lainata lastipyörän päiväksi.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Luonnos tallessa kello")
    page.reload()
    expect(page.locator("#id_title")).to_have_value("Lastipyörä lainaan")
    expect(page.locator("#id_text")).to_have_value("Kirjaston pihasta voisi lainata lastipyörän päiväksi.")


def test_colours_change_at_once_and_stay(chromium: Chromium, open_page: OpenPage):
    page = open_page("/help/")
    page.evaluate("() => { window.stays = true; }")
    page.click("text=Tumma")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("() => window.stays")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_back_returns_to_where_one_was(chromium: Chromium, open_page: OpenPage):
    page = open_page(f"/campaigns/{RIVER}/?q=joki&order=most")
    page.click(".idea h3 a >> nth=0")
    page.wait_for_url("**/ideas/*/")
    page.go_back()
    page.wait_for_url("**/campaigns/*/?q=joki&order=most")
    expect(page.locator("#q")).to_have_value("joki")


def test_a_support_given_offline_is_kept_and_counted_when_the_connection_is_back(
    chromium: Chromium, open_page: OpenPage
):
    page = open_page(f"/campaigns/{RIVER}/?q=penkki", as_=EVALUATOR)
    button, told = page.locator(".support").first, page.locator("[data-offline]")
    expect(told).to_be_hidden()
    page.context.set_offline(True)
    expect(told).to_be_visible()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-failed]")).to_be_hidden()
    page.context.set_offline(False)
    expect(told).to_be_hidden()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator(".undo button").first.click()
    expect(button).to_have_attribute("aria-pressed", "false")
