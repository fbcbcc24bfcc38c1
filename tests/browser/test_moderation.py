# SPDX-License-Identifier: EUPL-1.2
"""From a stranger's notice to an appeal that another person decides, in browsers; the report equals plain counting.

The count is made of the rows themselves, by a connection and a few lines of Python that share nothing with the site.
"""

import csv
import datetime
import io
import re
import secrets
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from playwright.sync_api import Page, expect
from psycopg.rows import dict_row

from dev import processes
from tests.browser.chromium import Chromium
from tests.browser.conftest import MODERATOR, RESIDENT, OpenPage
from tests.browser.letters import letter_to
from tests.live.site import Site

OTHER_MODERATOR = "toinen.moderoija@parvi.example"
IDEA = "/ideas/10/"
FACTS = "Teksti nimittelee muita osallistujia."
PATIENCE = 30_000
HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture
def worker(site: Site) -> Iterator[None]:
    """The worker and its clock run for this test."""
    site.start("worker")
    site.start("beat")
    yield
    for name in ("worker-0", "beat-0"):
        processes.stop(site.running.pop(name))


def reload_until(page: Page, text: str) -> None:
    """Look again until the page says it."""
    until = time.monotonic() + PATIENCE / 1000
    while text not in page.inner_text("main"):
        assert time.monotonic() < until, text
        page.wait_for_timeout(400)
        page.reload()


def test_notice_decision_appeal_another_person_and_the_report(
    chromium: Chromium, open_page: OpenPage, site: Site, surroundings: dict[str, str], worker: None
):
    begun = time.monotonic()
    said = f"Taas näitä hölmöjä {secrets.token_hex(4)}"
    address = f"ilmoittaja-{secrets.token_hex(4)}@example.org"

    # somebody writes, and a stranger without an account reports it
    author = open_page(IDEA, as_=RESIDENT)
    author.fill("#comment-text", said)
    author.click("#comment button.primary")
    comment = author.locator(".comments > li").first
    expect(comment).to_contain_text(said)
    number = (comment.get_attribute("id") or "").removeprefix("comment-")
    stranger = open_page(f"/comments/{number}/report/")
    stranger.check("input[name=category][value=insult]")
    stranger.fill("[name=explanation]", "Kommentti haukkuu kaikkia muita.")
    stranger.fill("[name=email]", address)
    stranger.check("[name=good_faith]")
    stranger.click("#report button.primary")
    followed = stranger.url
    expect(stranger.locator("main")).to_contain_text("Vahvista osoitteesi")

    # the address is confirmed by the one letter that goes there
    asked = letter_to(surroundings["STATE"], address)
    assert followed not in asked
    stranger.goto(re.search(r"/reports/confirm/\S+", asked).group())  # type: ignore[union-attr]
    stranger.click("main form button.primary")
    assert stranger.url == followed
    expect(stranger.locator("main")).to_contain_text("Kirjoitamme siitä sinulle myös")

    # a moderator hides it with reasons, by keyboard; nobody hears of it before it takes effect
    moderator = open_page("/manage/moderation/", as_=MODERATOR)
    case = moderator.locator("[data-case]", has_text=said)
    case.focus()
    moderator.keyboard.press("h")
    case.locator("select[name=ground]").select_option("insult")
    case.locator("textarea[name=facts]").fill(FACTS)
    case.locator("form button.primary").click()
    expect(moderator.locator("[data-undo]")).to_be_visible()

    # both sides are told why
    told = letter_to(surroundings["STATE"], address, older_than=1)
    assert FACTS in told
    reload_until(stranger, "Se piilotettiin")
    expect(stranger.locator("main")).to_contain_text(FACTS)
    author.goto(IDEA)
    expect(author.locator(f"#comment-{number}")).to_contain_text("piilotettu", ignore_case=True)
    author.goto("/notices/")
    reload_until(author, "Kunta on tehnyt päätöksen")
    author.click("a >> text=Kunta on tehnyt päätöksen")
    expect(author.locator("main")).to_contain_text(FACTS)
    author.fill("#appeal textarea", "Kirjoitin ideasta enkä kenestäkään ihmisestä.")
    author.click("#appeal button.primary")
    expect(author.locator("main")).to_contain_text("Valitus")

    # who decided first cannot decide the appeal; another person turns it round and the words are back
    moderator.goto("/manage/moderation/appeals/")
    expect(moderator.locator("main")).to_contain_text("Sinä päätit ensin")
    other = open_page("/manage/moderation/appeals/", as_=OTHER_MODERATOR)
    other.click("main h2 a")
    other.check("input[name=outcome][value=turned]")
    other.fill("[name=facts]", "Kommentti on kärkevä mutta koskee ideaa.")
    other.click("main form button.primary")
    author.goto(IDEA)
    expect(author.locator(f"#comment-{number}")).to_contain_text(said)
    assert "näytetään taas" in letter_to(surroundings["STATE"], address, older_than=2)

    # the report, as page and as file, equals a count of the rows
    counted = counted_by_hand(surroundings["DATABASE_URL"], "kerava")
    page = open_page("/moderation/kerava/")
    figures = page.locator("dl.stats dd").all_inner_texts()
    assert figures[0] == str(sum(counted["reports"].values()))
    assert figures[1] == str(sum(counted["decisions"].values()))
    assert figures[3] == str(counted["appeals_made"])
    with page.expect_download() as download:
        page.click("main a >> text=CSV")
    assert in_the_file(download.value.path().read_text("utf-8")) == counted
    assert counted["appeals_turned"] >= 1
    assert time.monotonic() - begun < 40


def in_the_file(text: str) -> dict[str, Any]:
    """The figures of the CSV, by their names."""
    rows = list(csv.DictReader(io.StringIO(text)))
    found: dict[str, Any] = {"reports": {}, "decisions": {}}
    for row in rows:
        if row["measure"] == "reports":
            found["reports"][row["ground"]] = int(row["value"])
        elif row["measure"] == "decisions":
            found["decisions"][row["outcome"], row["ground"], row["on_appeal"] == "true"] = int(row["value"])
        else:
            value = row["value"]
            found[row["measure"]] = float(value) if "hours" in row["measure"] and value else int(value)
    return found


def counted_by_hand(database: str, slug: str) -> dict[str, Any]:
    """This year's figures of a municipality, from the rows of the tables."""
    with psycopg.connect(database, row_factory=dict_row) as connection:

        def rows(name: str) -> list[dict[str, Any]]:
            return connection.execute(f"SELECT * FROM {name}").fetchall()  # type: ignore[call-overload]

        place = next(one["id"] for one in rows("places_municipality") if one["slug"] == slug)
        here = {
            one["id"] for one in rows("campaigns_campaign") if one["municipality_id"] == place and one["published_at"]
        }
        cases = {one["id"]: one for one in rows("moderation_case") if one["campaign_id"] in here}
        reports = [one for one in rows("moderation_report") if one["case_id"] in cases]
        decisions = {one["id"]: one for one in rows("moderation_decision") if one["case_id"] in cases}
        appeals = [one for one in rows("moderation_appeal") if one["decision_id"] in decisions]
    told = [one for one in decisions.values() if _this_year(one["carried_out_at"])]
    first = [one for one in told if one["appeal_id"] is None]
    reported = {one["case_id"] for one in reports}
    return {
        "reports": dict(Counter(one["category"] for one in reports if _this_year(one["made_at"]))),
        "decisions": dict(Counter((one["outcome"], one["ground"], one["appeal_id"] is not None) for one in told)),
        "own_initiative": sum(
            cases[one["case_id"]]["source"] == "staff" and one["case_id"] not in reported for one in first
        ),
        "automated": 0,
        "median_hours": _hours([(cases[one["case_id"]]["opened_at"], one["carried_out_at"]) for one in first]),
        "appeals_made": sum(_this_year(one["made_at"]) for one in appeals),
        "appeals_stood": sum(_this_year(one["decided_at"]) and one["stands"] for one in appeals),
        "appeals_turned": sum(_this_year(one["decided_at"]) and not one["stands"] for one in appeals),
        "appeals_waiting": sum(one["decided_at"] is None for one in appeals),
        "appeals_median_hours": _hours(
            [(one["made_at"], one["decided_at"]) for one in appeals if _this_year(one["decided_at"])]
        ),
    }


def _this_year(moment: datetime.datetime | None) -> bool:
    return moment is not None and moment.astimezone(HELSINKI).year == datetime.datetime.now(HELSINKI).year


def _hours(spans: list[tuple[datetime.datetime, datetime.datetime]]) -> float:
    return round(statistics.median((end - begin).total_seconds() / 3600 for begin, end in spans), 1)
