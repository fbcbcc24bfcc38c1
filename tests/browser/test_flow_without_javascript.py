# SPDX-License-Identifier: EUPL-1.2
"""Everything a resident does, with JavaScript off."""

import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium
from tests.browser.conftest import RESIDENT, RIVER, OpenPage
from tests.browser.screens import COLLECTING


@pytest.fixture
def bare(chromium: Chromium, open_page: OpenPage):
    """Opens pages with JavaScript off."""

    def open_(path: str, as_: str = RESIDENT) -> Page:
        return open_page(path, javascript=False, width=375, as_=as_)

    return open_


def test_read_search_and_change_the_language(chromium: Chromium, bare):
    page = bare("/", as_="")
    page.click("text=Keravanjoen ranta kaikille")
    page.fill("#q", "laituri")
    page.click("#ideas form button")
    expect(page.locator(".idea")).to_have_count(1)
    page.click("text=Svenska")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    assert "q=laituri" in page.url
    page.click(".idea h3 a")
    expect(page.locator("h1")).to_contain_text("Uimalaituri")


def test_support_and_undo(chromium: Chromium, bare):
    page = bare(f"/campaigns/{RIVER}/?q=kesäkahvila")
    count = int(page.locator(".support b").inner_text())
    page.click(".support")
    expect(page.locator(".support")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".support b")).to_have_text(str(count + 1))
    assert "#idea-" in page.url
    page.click(".undo button")
    expect(page.locator(".support")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".support b")).to_have_text(str(count))


def test_signed_out_one_signs_in_and_is_counted(chromium: Chromium, bare):
    page = bare("/ideas/1/", as_="")
    page.click(".support")
    page.click("#with-password summary")
    page.fill("#id_login", RESIDENT)
    page.fill("#id_password", "parvi-kokeilu")
    page.click("#password-form button")
    page.wait_for_url("**/ideas/1/#result")
    expect(page.locator("#result")).to_contain_text("Kannatuksesi idealle")


def test_propose_with_an_error_first(chromium: Chromium, bare):
    page = bare(f"/campaigns/{COLLECTING}/propose/")
    title = f"Noutopiste asemalle {secrets.token_hex(3)}"
    page.fill("#id_title", title)
    page.click("form[data-draft] button.primary")
    summary = page.locator(".errs")
    expect(summary).to_contain_text("Korjaa kaksi kohtaa")
    expect(page.locator("#id_title")).to_have_value(title)
    page.click(".errs >> text=Kerro ideasta")
    page.fill("#id_text", "Paketit voisi hakea junamatkan varrelta illallakin.")
    page.locator(".pill").first.click()
    page.click("form[data-draft] button.primary")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".note.ok")).to_contain_text("Ideasi on julkaistu.")


def test_comment_reply_and_remove(chromium: Chromium, bare):
    page = bare("/ideas/2/")
    words = f"Kannatan tätä, {secrets.token_hex(4)}."
    page.click("#comment button.primary")
    expect(page.locator("#comment .err")).to_contain_text("Kirjoita ensin kommenttisi.")
    page.locator("#comment .pill", has_text="Puolesta").click()
    page.fill("#comment-text", words)
    page.click("#comment button.primary")
    said = page.locator(".comments > li", has_text=words)
    expect(said).to_contain_text("Puolesta")
    said.locator("summary", has_text="Vastaa").click()
    said.locator("textarea[id^=reply-]").fill("Ja toivottavasti pian.")
    said.locator("text=Lähetä vastaus").click()
    expect(page.locator(".comments ul li").first).to_contain_text("Ja toivottavasti pian.")
    page.locator(".comments > li", has_text=words).locator("button.quiet").first.click()
    expect(page.locator(".comments")).not_to_contain_text(words)


def test_change_the_colours(chromium: Chromium, bare):
    page = bare("/help/", as_="")
    page.click("text=Tumma")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/help/")


def test_describe_yourself_in_swedish(chromium: Chromium, bare):
    page = bare("/you/")
    page.locator(".pill", has_text="Svenska").click()
    page.click("#details button")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.locator(".pill", has_text="Suomi").click()
    page.click("#details button")
    expect(page.locator("html")).to_have_attribute("lang", "fi")
