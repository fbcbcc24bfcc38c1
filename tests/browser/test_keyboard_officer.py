# SPDX-License-Identifier: EUPL-1.2
"""With the keyboard only: every way of an officer, a moderator and an admin, from the first draft to the audit log."""

import re
import secrets

from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium
from tests.browser.conftest import ADMIN, MODERATOR, ORGANISER, RESIDENT, RIVER, OpenPage
from tests.browser.keyboard import Keyboard
from tests.browser.screens import COLLECTING


def test_the_day_leads_to_an_answer_which_is_written_and_published(chromium: Chromium, open_page: OpenPage):
    page = open_page("/manage/", as_=ORGANISER)
    keys = Keyboard(page)
    keys.follow("main a[href='/manage/ideas/?show=overdue'], main a[href^='/manage/ideas/']", "**/manage/ideas/**")
    assert keys.walk_through() > 5
    page.goto("/ideas/9/answer/")
    keys.to("#answer button.primary")
    keys.press("Enter")
    expect(page.locator(".errs")).to_be_focused()
    keys.to("#answer [name=status]")
    keys.press("Space")
    words = f"Vastaus näppäimistöltä {secrets.token_hex(3)}"
    for name in _texts(page, "#answer"):
        keys.to(f"#answer [name='{name}']")
        keys.write(words)
    keys.to("#answer button.primary")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/ideas/9/(#.*)?$"))
    expect(page.locator("main")).to_contain_text(words)
    assert keys.walk_through() > 5


def test_a_campaign_from_its_template_to_the_public(chromium: Chromium, open_page: OpenPage):
    page, tag = open_page("/manage/campaigns/", as_=ORGANISER), secrets.token_hex(3)
    keys = Keyboard(page)
    keys.follow("main a.primary", "**/manage/campaigns/new/")
    keys.to("#campaign .pill [type=radio]")
    keys.press("Space")
    for language, title in (("fi", f"Puistojen valot {tag}"), ("sv", f"Ljus i parkerna {tag}")):
        keys.to(f"#id_title_{language}")
        keys.write(title)
    keys.to("#campaign button.primary")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/manage/campaigns/(?!new)[^/]+/$"))
    desk = page.url
    keys.follow("main a[href$='/parts/texts/']", "**/parts/texts/")
    for language, question in (("fi", "Missä on liian pimeää?"), ("sv", "Var är det för mörkt?")):
        keys.to(f"#id_lead_{language}")
        page.keyboard.press("Control+a")
        keys.write(question)
    keys.to("#id_influence")
    keys.press("ArrowDown")
    keys.to("#part button.primary")
    keys.press("Enter")
    page.wait_for_url(desk)
    for part in ("name", "phases", "subjects", "rules"):
        page.goto(f"{desk}parts/{part}/")
        assert keys.walk_through() > 3, part
    page.goto(desk)
    keys.to("aside form button.primary")
    keys.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Puistojen valot {tag}")


def test_two_ideas_become_one(chromium: Chromium, open_page: OpenPage):
    page = open_page(f"/manage/campaigns/{RIVER}/merge/?source=2&target=5", as_=ORGANISER)
    keys = Keyboard(page)
    keys.to("#merge button.primary")
    keys.press("Enter")
    expect(page.locator(".errs")).to_be_focused()
    keys.to(".errs a")
    keys.press("Enter")
    assert keys.is_on("#id_reason")
    keys.to("#merge a.btn")
    keys.press("Enter")
    page.wait_for_url(f"**/manage/campaigns/{RIVER}/merge/")
    assert keys.walk_through() > 5


def test_a_report_is_read_decided_and_taken_back_in_ten_seconds(chromium: Chromium, open_page: OpenPage):
    reporting = open_page("/ideas/3/report/", as_=RESIDENT)
    keys = Keyboard(reporting)
    keys.to("main form [type=radio], main form select")
    keys.press("Space")
    keys.to("main form textarea")
    keys.write("Tässä haukutaan naapuria nimeltä.")
    keys.to("main form button.primary")
    keys.press("Enter")
    reporting.wait_for_url(re.compile("/reports/|/ideas/3/"))
    page = open_page("/manage/moderation/", as_=MODERATOR)
    keys = Keyboard(page)
    keys.press("j")
    assert keys.is_on("[data-case]")
    waiting = page.locator("[data-case]").count()
    keys.press("x")
    assert page.locator("[data-case] [data-key=x]").first.is_checked()
    keys.press("x")
    keys.press("h")
    assert keys.is_on("[data-case] details[open] select")
    keys.press("Escape")
    page.reload()
    keys.press("j")
    keys.press("l")
    expect(page.locator("[data-undo]")).to_be_visible()
    expect(page.locator("[data-case]")).to_have_count(waiting - 1)
    keys.press("u")
    expect(page.locator("[data-case]")).to_have_count(waiting)
    keys.walk_through()
    for address in ("decisions", "appeals"):
        page.goto(f"/manage/moderation/{address}/")
        assert keys.walk_through() > 3


def test_at_the_desk_and_at_the_poster(chromium: Chromium, open_page: OpenPage):
    page = open_page(f"/manage/campaigns/{COLLECTING}/desk/", as_=ADMIN)
    keys = Keyboard(page)
    keys.to("#desk button.primary")
    keys.press("Enter")
    expect(page.locator(".errs")).to_be_focused()
    keys.to("#desk [name=act]")
    keys.walk_through()
    page.goto(f"/manage/campaigns/{COLLECTING}/poster/")
    assert keys.walk_through() > 2


def test_people_roles_look_and_log(chromium: Chromium, open_page: OpenPage):
    page = open_page("/manage/people/porvoo/", as_=ADMIN)
    keys, email = Keyboard(page), f"uusi.{secrets.token_hex(3)}@parvi.example"
    keys.to("#invite [type=email]")
    keys.write(email)
    keys.to("#invite [name=kinds]")
    keys.press("Space")
    keys.to("#invite button.primary")
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text(email)
    keys.follow("main a[href$='/audit/']", "**/audit/**")
    assert keys.walk_through() > 5
    page.goto("/manage/look/porvoo/")
    keys.to("#id_brand_colour")
    page.keyboard.press("Control+a")
    keys.write("ei väri")
    keys.to("#look button.primary")
    keys.press("Enter")
    expect(page.locator(".errs")).to_be_focused()
    keys.to(".errs a")
    keys.press("Enter")
    assert keys.is_on("#id_brand_colour")
    keys.walk_through()


def _texts(page: Page, form: str) -> list[str]:
    """The names of the fields of a form in which one writes and must."""
    fields = page.locator(f"{form} textarea, {form} input[type=text]")
    return [fields.nth(n).get_attribute("name") or "" for n in range(fields.count())]
