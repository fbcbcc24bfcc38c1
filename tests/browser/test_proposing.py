# SPDX-License-Identifier: EUPL-1.2
"""R4 in the browser: the draft is kept while one types, the photo as soon as it is chosen, and focus never lost."""

import json
import time

from playwright.sync_api import expect

from tests.browser import checks
from tests.browser.conftest import RESIDENT
from tests.browser.screens import COLLECTING
from tests.participation.ideas.photographs import SVG, photograph

FORM = f"/campaigns/{COLLECTING}/propose/"
PHOTO = {"name": "kuva.jpg", "mimeType": "image/jpeg", "buffer": photograph()}


def test_a_draft_is_saved_while_one_types_and_is_there_after_a_reload(open_page):
    page = open_page(FORM, language="fi", as_=RESIDENT)
    page.fill("#id_title", "Pyöräpumppu")
    page.locator("#id_text").press_sequentially("Aseman viereen")
    page.wait_for_selector("#draft .saved")
    assert "Luonnos tallennettu" in page.inner_text("#draft")
    assert page.evaluate("document.activeElement.id") == "id_text"
    page.locator("#id_text").press_sequentially(" pumppu")
    with page.expect_response(lambda answer: answer.url.endswith("/draft/")) as again:
        pass
    assert again.value.status == 200
    page.evaluate("localStorage.clear()")
    page.goto(FORM)
    assert page.input_value("#id_title") == "Pyöräpumppu"
    assert page.input_value("#id_text") == "Aseman viereen pumppu"
    page.get_by_role("button", name="Aloita alusta").click()
    page.wait_for_url(f"**{FORM}")
    assert page.input_value("#id_title") == ""


def test_newer_text_of_this_device_is_shown_and_said(open_page):
    page = open_page(FORM, language="fi", as_=RESIDENT)
    page.fill("#id_title", "Tallennettu")
    page.wait_for_selector("#draft .saved")
    kept = {"at": time.time() * 1000 + 60_000, "fields": {"title": "Vain tällä laitteella"}}
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [f"draft:propose-{COLLECTING}", json.dumps(kept)])
    page.goto(FORM)
    assert page.input_value("#id_title") == "Vain tällä laitteella"
    assert page.is_visible("[data-draft-newer]")
    page.click("[data-draft-newer] a")
    page.wait_for_url("**?saved")
    assert page.input_value("#id_title") == "Tallennettu"
    page.get_by_role("button", name="Aloita alusta").click()
    page.wait_for_url(f"**{FORM}")


def test_a_photo_is_received_when_it_is_chosen(open_page):
    page = open_page(FORM, language="fi", width=320, as_=RESIDENT)
    page.set_input_files("#id_photo", {"name": "kuva.svg", "mimeType": "image/svg+xml", "buffer": SVG})
    page.wait_for_selector("#photo-part .err")
    page.set_input_files("#id_photo", PHOTO)
    page.wait_for_selector("#photo-part .kept-photo img")
    expect(page.locator(".kept-photo img")).to_have_js_property("complete", True)
    assert page.evaluate("document.querySelector('.kept-photo img').naturalWidth") > 0
    assert page.input_value("#photo-part [name=photo_key]") != ""
    assert checks.violations(page) == []
    assert checks.sideways(page) <= 0
    assert checks.small_targets(page) == []
