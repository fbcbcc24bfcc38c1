# SPDX-License-Identifier: EUPL-1.2
"""The whole life of an idea: collected, supported, merged, counted, answered, made a pilot, done; everybody is told."""

import secrets
import time
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import Page, expect

from dev import processes
from tests.browser.chromium import Chromium
from tests.browser.conftest import EVALUATOR, MODERATOR, ORGANISER, RESIDENT, OpenPage
from tests.live.site import Site

PATIENCE = 25
OTHER = "ordnare@parvi.example"


@pytest.fixture
def worker(site: Site) -> Iterator[None]:
    """The worker and its clock run for this test: they close the vote and tell people."""
    site.start("worker")
    site.start("beat")
    yield
    for name in ("worker-0", "beat-0"):
        processes.stop(site.running.pop(name))


class Dates:
    """Tests move the dates, not the clock: a phase has been open for an hour."""

    def __init__(self, database: str, slug: str) -> None:
        self.database, self.slug = database, slug

    def open(self, kind: str, *, ago: str = "1 hour") -> None:
        """Move all phases alike; a vote that has begun keeps its beginning."""
        shift = """
            SELECT clock_timestamp() - %s::interval - phase.opens AS by, phase.campaign_id
            FROM campaigns_phase AS phase JOIN campaigns_campaign AS campaign ON campaign.id = phase.campaign_id
            WHERE campaign.slug = %s AND phase.kind = %s"""
        with psycopg.connect(self.database) as connection:
            by, campaign = connection.execute(shift, [ago, self.slug, kind]).fetchone() or (None, None)
            assert campaign is not None
            connection.execute(
                "UPDATE campaigns_votingwindow SET closes = closes + %s,"
                " opens = CASE WHEN sealed_at IS NULL THEN opens + %s ELSE opens END"
                " WHERE phase_id IN (SELECT id FROM campaigns_phase WHERE campaign_id = %s)",
                [by, by, campaign],
            )
            connection.execute(
                "UPDATE campaigns_phase SET opens = opens + %s, closes = closes + %s WHERE campaign_id = %s",
                [by, by, campaign],
            )


class People:
    """Everybody's browser, and what stands in their inbox."""

    def __init__(self, open_page: OpenPage) -> None:
        self.pages = {
            email: open_page("/notices/", as_=email) for email in (RESIDENT, EVALUATOR, MODERATOR, OTHER, ORGANISER)
        }

    def __getitem__(self, email: str) -> Page:
        return self.pages[email]

    def are_told(self, words: str, *emails: str) -> None:
        """Each of them finds a notice with these words, in a while."""
        for email in emails:
            until, page = time.monotonic() + PATIENCE, self.pages[email]
            page.goto("/notices/")
            while not page.get_by_role("link", name=words).count():
                assert time.monotonic() < until, f"{email} was not told: {words}\n{page.inner_text('main')[:1500]}"
                page.wait_for_timeout(300)
                page.goto("/notices/")


def campaign_of(page: Page, name: str) -> str:
    """The organiser opens a campaign from a template; its slug."""
    page.goto("/manage/campaigns/new/")
    page.click(".pill >> text=Ideakampanja")
    page.fill("#id_title_fi", name)
    page.fill("#id_title_sv", f"Bänkar {name[-6:]}")
    page.click("#campaign button.big")
    page.click("text=Mitä kysytään ja luvataan")
    page.fill("#id_lead_fi", "Minne kaipaat penkkiä?")
    page.fill("#id_lead_sv", "Var saknar du en bänk?")
    page.select_option("#id_influence", "collaborate")
    page.click("#part button.big")
    page.click("aside >> text=Julkaise")
    expect(page.locator("h1")).to_have_text(name)
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def proposed(page: Page, slug: str, title: str, text: str) -> int:
    """Somebody proposes an idea; its number."""
    page.goto(f"/campaigns/{slug}/propose/")
    page.fill("#id_title", title)
    page.fill("#id_text", text)
    if page.locator("input[name=category]").count():
        page.locator("input[name=category]").first.check(force=True)
    page.click("#propose button.big")
    if page.locator("#similar-first").count():  # looked at; it is another idea
        page.click("#propose button.big")
    expect(page.locator("h1")).to_have_text(title)
    return int(page.url.split("/ideas/")[1].split("/")[0])


def support(page: Page, idea: int) -> None:
    page.goto(f"/ideas/{idea}/")
    page.click(f"#act-{idea} button.support")
    expect(page.locator(f"#act-{idea} button.support")).to_have_attribute("aria-pressed", "true")


def write(page: Page, name: str, words: str) -> None:
    """The same in the three languages."""
    for language in ("fi", "sv", "en"):
        field = page.locator(f"#id_{name}_{language}")
        if field.count():
            field.fill(f"{words} ({language})")


def test_an_idea_is_collected_supported_merged_answered_tried_out_and_done_and_all_are_told(
    chromium: Chromium, open_page: OpenPage, surroundings: dict[str, str], worker: None
):
    people, tag = People(open_page), secrets.token_hex(3)
    officer = people[ORGANISER]
    # collect
    slug = campaign_of(officer, f"Penkit {tag}")
    dates = Dates(surroundings["DATABASE_URL"], slug)
    dates.open("collect")
    people[OTHER].goto(f"/campaigns/{slug}/")
    people[OTHER].get_by_role("button", name="Seuraa").first.click()
    bench = proposed(people[RESIDENT], slug, f"Penkki aseman eteen {tag}", "Asemalla odotetaan seisten.")
    seat = proposed(people[EVALUATOR], slug, f"Istuin laiturille {tag}", "Laiturilla ei ole yhtään paikkaa istua.")
    people.are_told(f"Penkki aseman eteen {tag}", OTHER)
    # support
    dates.open("support")
    support(people[MODERATOR], seat)
    support(people[OTHER], bench)
    everybody = (RESIDENT, EVALUATOR, MODERATOR, OTHER)
    # merge
    officer.goto(f"/manage/campaigns/{slug}/merge/?source={seat}&target={bench}")
    officer.fill("#id_reason", "Kumpikin pyytää paikkaa istua asemalla.")
    officer.click("#merge button.big")
    people.are_told(f"Kunta yhdisti idean ”Istuin laiturille {tag}”", EVALUATOR, MODERATOR, RESIDENT)
    # result
    dates.open("results", ago="1 minute")
    people.are_told(f"Kannattaminen on päättynyt kampanjassa ”Penkit {tag}”", *everybody)
    officer.goto(f"/ideas/{bench}/")
    expect(officer.locator(f"#support-{bench} b").first).to_have_text("2")
    # answer
    officer.goto(f"/ideas/{bench}/answer/")
    officer.check("#answer input[name=status][value=accepted]", force=True)
    write(officer, "office", "Kadut ja puistot")
    write(officer, "text", "Kokeilemme penkkejä keväällä.")
    officer.click("#answer button.big")
    people.are_told(f"vastasi ideaan ”Penkki aseman eteen {tag}”", *everybody)
    # pilot
    officer.goto(f"/manage/ideas/{bench}/")
    officer.click("text=Tee siitä pilotti")
    write(officer, "name", f"Siirrettävä penkki {tag}")
    write(officer, "summary", "Kolme siirrettävää penkkiä keväästä syksyyn.")
    officer.click("#pilot button.big")
    people.are_told(f"Ideasta ”Penkki aseman eteen {tag}” tuli pilotti", *everybody)
    people[RESIDENT].get_by_role("link", name="tuli pilotti").first.click()
    expect(people[RESIDENT].locator("h1")).to_contain_text(f"Siirrettävä penkki {tag}")
    expect(people[RESIDENT].get_by_role("link", name=f"Penkki aseman eteen {tag}")).to_be_visible()
    # done
    officer.check("input[name=state][value=done]", force=True)
    write(officer, "outcome", "Kaksi penkeistä jäi pysyvästi, kolmas siirtyi torille.")
    officer.click("text=Tallenna ja kerro kaikille")
    people.are_told(f"Pilotti ”Siirrettävä penkki {tag} (fi)” on valmis", *everybody)
    people[EVALUATOR].goto(f"/ideas/{seat}/")  # the merged one leads to the one that stayed, and that one to the pilot
    people[EVALUATOR].get_by_role("link", name=f"Penkki aseman eteen {tag}").first.click()
    people[EVALUATOR].get_by_role("link", name=f"Siirrettävä penkki {tag}").click()
    expect(people[EVALUATOR].locator("article")).to_contain_text("Kaksi penkeistä jäi pysyvästi")
