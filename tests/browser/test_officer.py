# SPDX-License-Identifier: EUPL-1.2
"""An officer makes a campaign and sees it live; a dataset is made while one looks on."""

import datetime
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from dev import processes
from tests.browser import checks
from tests.browser.chromium import Chromium
from tests.browser.conftest import ORGANISER, RIVER, OpenPage
from tests.live.site import Site

PATIENCE = 45_000


def test_a_campaign_is_made_published_and_seen_live(chromium: Chromium, open_page: OpenPage):
    page = open_page("/manage/campaigns/new/", as_=ORGANISER)
    name = f"Lepopaikat {secrets.token_hex(3)}"
    today = datetime.date.today()  # noqa: DTZ011 the day that a person would pick in the calendar
    page.fill("#id_title_fi", name)
    page.fill("#id_lead_fi", "Minne kaipaat penkkiä?")
    page.select_option("#id_phase_0_kind", "collect")
    page.fill("#id_phase_0_first", str(today - datetime.timedelta(days=1)))
    page.fill("#id_phase_0_last", str(today + datetime.timedelta(days=20)))
    page.click("#campaign button.big")
    page.click("aside >> text=Julkaise")
    expect(page.locator(".errs")).to_contain_text("Jotain puuttuu")
    for language in ("Svenska", "English"):
        page.locator(".pill", has_text=language).click()
    page.click("#campaign button.big")
    page.click("aside >> text=Julkaise")
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".phases .now")).to_contain_text("Ideoi nyt")
    stranger = open_page(page.url)
    expect(stranger.locator("h1")).to_have_text(name)


@pytest.fixture
def worker(site: Site) -> Iterator[None]:
    """The worker and its clock run for this test."""
    site.start("worker")
    site.start("beat")
    yield
    for name in ("worker-0", "beat-0"):
        processes.stop(site.running.pop(name))


def test_a_dataset_is_made_while_one_looks_on(chromium: Chromium, open_page: OpenPage, worker: None):
    page = open_page(f"/campaigns/{RIVER}/exports/", as_=ORGANISER)
    page.click("text=Tee aineisto")
    expect(page.locator("#export")).to_be_visible()
    expect(page.locator("#export .note.ok")).to_have_text("Aineisto on valmis.", timeout=PATIENCE)
    assert checks.violations(page) == []
    with page.expect_download() as download:
        page.click("text=Lataa (ZIP")
    assert download.value.suggested_filename.endswith(".zip")
