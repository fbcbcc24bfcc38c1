# SPDX-License-Identifier: EUPL-1.2
"""The discussion where one reads: what is new comes when asked for, no draft is lost, names are offered."""

import secrets

from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium
from tests.browser.conftest import EVALUATOR, RESIDENT, OpenPage


def send(page: Page, text: str) -> None:
    page.fill("#comment-text", text)
    page.click("#comment button.primary")
    expect(page.locator(".comments > li").first).to_contain_text(text)


def test_new_comments_are_announced_and_put_in_without_moving_the_page(chromium: Chromium, open_page: OpenPage):
    idea = "/ideas/7/"
    there = open_page(idea, as_=EVALUATOR)
    send(there, f"Ensin sanottu {secrets.token_hex(3)}")
    here = open_page(idea, as_=RESIDENT)
    news, first = here.locator("[data-news]"), here.locator(".comments > li").first
    expect(news).to_be_hidden()
    here.locator(".comments > li summary").first.click()
    here.locator(".comments textarea").first.fill("Kesken jäänyt vastaus")
    first_id = first.get_attribute("id")
    before = here.locator(f"#{first_id}").bounding_box()
    send(there, "Uusi sana kuuluu tänne")
    expect(news).to_have_text("1 uusi kommentti – näytä")
    assert here.locator(f"#{first_id}").bounding_box() == before
    scrolled = here.evaluate("() => scrollY")
    news.focus()
    here.keyboard.press("Enter")
    expect(here.locator(".comments > li").first).to_contain_text("Uusi sana kuuluu tänne")
    expect(here.locator(".comments > li").first).to_be_focused()
    expect(news).to_be_hidden()
    assert here.evaluate("() => scrollY") == scrolled
    expect(here.locator(f"#{first_id} textarea").first).to_have_value("Kesken jäänyt vastaus")
    expect(here.locator(f"#{first_id} textarea").first).to_be_visible()
    # what came with the new comment works: thanks in place
    here.locator(".comments > li").first.get_by_role("button", name="Kiitä").click()
    expect(here.locator(".comments > li").first.get_by_role("button", name="Kiitit")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_ones_own_comment_is_no_news(chromium: Chromium, open_page: OpenPage):
    page = open_page("/ideas/8/", as_=RESIDENT)
    send(page, "Oma sanani, joka ei ole minulle uusi")
    page.wait_for_timeout(1500)
    expect(page.locator("[data-news]")).to_be_hidden()


def test_drafts_of_replies_and_changes_outlive_a_closed_tab(chromium: Chromium, open_page: OpenPage):
    page = open_page("/ideas/9/", as_=RESIDENT)
    send(page, "Tätä kommenttia muutan vielä")
    own = page.locator(".comments > li").first
    own.get_by_text("Muokkaa").first.click()
    own.locator("form[data-draft-over] textarea").fill("Tätä kommenttia muutin kesken")
    own.get_by_text("Vastaa").first.click()
    own.locator("form[data-draft^=reply] textarea").fill("Kesken jäänyt vastaus itselleni")
    page.reload()  # at once: the pause of the typing is not over
    own = page.locator(".comments > li").first
    expect(own.locator("form[data-draft-over] textarea")).to_have_value("Tätä kommenttia muutin kesken")
    expect(own.locator("form[data-draft-over] textarea")).to_be_visible()
    expect(own.locator("form[data-draft^=reply] textarea")).to_have_value("Kesken jäänyt vastaus itselleni")
    own.locator("form[data-draft-over] button[type=submit]").click()
    expect(page.locator(".comments > li").first).to_contain_text("Tätä kommenttia muutin kesken")
    expect(page.locator(".comments > li").first).to_contain_text("muokattu")
    page.reload()
    own = page.locator(".comments > li").first
    expect(own.locator("form[data-draft-over] textarea")).to_be_hidden()
    expect(own.locator("form[data-draft^=reply] textarea")).to_be_visible()


def test_names_of_the_page_are_offered_after_an_at_sign(chromium: Chromium, open_page: OpenPage):
    page = open_page("/ideas/1/", as_=RESIDENT)
    name = page.locator("[data-name]").first.get_attribute("data-name") or ""
    field = page.locator("#comment-text")
    field.focus()
    page.keyboard.type(f"Hei @{name[:2].lower()}")
    offer = page.get_by_role("button", name=f"@{name}")
    expect(offer).to_be_visible()
    offer.click()
    expect(field).to_have_value(f"Hei @{name} ")
    expect(field).to_be_focused()
    expect(page.locator("#comment [data-offer]")).to_be_hidden()
    page.keyboard.type("ja @eikukaanmuu")
    expect(page.locator("#comment [data-offer]")).to_be_hidden()


def test_thank_change_and_sort_without_javascript(chromium: Chromium, open_page: OpenPage):
    page = open_page("/ideas/10/", as_=EVALUATOR, javascript=False, width=375)
    page.fill("#comment-text", "Ilman skriptejä sanottu")
    page.click("#comment button.primary")
    page.locator("summary:has-text('Muokkaa')").first.click()
    page.locator("form[data-draft-over] textarea").first.fill("Ilman skriptejä muutettu")
    page.locator("form[data-draft-over] button[type=submit]").first.click()
    expect(page.locator(".comments")).to_contain_text("Ilman skriptejä muutettu")
    page.click("text=muokattu >> nth=0")
    expect(page.locator("main")).to_contain_text("Ilman skriptejä sanottu")
    page.click("text=Takaisin keskusteluun")
    page.click("text=Vanhimmat")
    assert "order=oldest" in page.url
    other = open_page("/ideas/10/", as_=RESIDENT, javascript=False, width=375)
    other.get_by_role("button", name="Kiitä").first.click()
    expect(other.get_by_role("button", name="Kiitit").first).to_be_visible()
    assert "#comment-" in other.url
