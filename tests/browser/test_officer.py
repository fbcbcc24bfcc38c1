# SPDX-License-Identifier: EUPL-1.2
"""An officer makes a campaign and sees it live; a dataset is made while one looks on."""

import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dev import processes
from tests.browser import checks
from tests.browser.chromium import Chromium
from tests.browser.conftest import ORGANISER, RIVER, OpenPage
from tests.live.site import Site

PATIENCE = 45_000


class Counted:
    """A page whose interactions are counted: each click, choice, key press and field that is filled in is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.times = page, 0

    def click(self, selector: str) -> None:
        self.times += 1
        self.page.click(selector)

    def fill(self, selector: str, text: str) -> None:
        self.times += 1
        self.page.fill(selector, text)

    def choose(self, selector: str, value: str) -> None:
        self.times += 1
        self.page.select_option(selector, value)


def test_from_template_to_a_public_bilingual_campaign_in_forty_interactions(chromium: Chromium, open_page: OpenPage):
    page = open_page("/manage/", as_=ORGANISER)
    hand, name = Counted(page), f"Lepopaikat {secrets.token_hex(3)}"
    hand.click("nav >> text=Kampanjat")
    hand.click("a.btn.primary")
    hand.click(".pill >> text=Ideakampanja")
    hand.fill("#id_title_fi", name)
    hand.fill("#id_title_sv", f"Viloplatser {name[-6:]}")
    hand.click("#campaign button.big")
    hand.click("text=Mitä kysytään ja luvataan")
    hand.fill("#id_lead_fi", "Minne kaipaat penkkiä?")
    hand.fill("#id_lead_sv", "Var saknar du en bänk?")
    hand.choose("#id_influence", "collaborate")
    expect(page.locator("#saved .saved")).to_be_visible()  # by itself, while one types
    hand.click("#part button.big")
    hand.click("text=Vaiheet päivineen")
    hand.fill("#id_phase_0_last", page.input_value("#id_phase_0_first"))
    hand.click("#part button.big")
    hand.click("text=Esikatselu: Svenska")
    expect(page.locator("h1")).to_contain_text("Viloplatser")
    hand.times += 1
    page.go_back()
    hand.click("aside >> text=Julkaise")
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".phases .now")).to_contain_text("Ideoi nyt")
    assert hand.times <= 40, hand.times
    assert hand.times == 17
    stranger = open_page(page.url, language="sv")
    expect(stranger.locator("h1")).to_contain_text("Viloplatser")


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
