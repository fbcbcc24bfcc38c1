# SPDX-License-Identifier: EUPL-1.2
"""The whole way of the Digital Services Act in browsers: report, decision by keyboard, appeal, all of it counted."""

import contextlib
import csv
import datetime
import io
import re
import secrets
import time
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import Page, expect

from backend.common.clock import local_day, now
from dev import processes
from tests.browser import checks
from tests.browser.chromium import Chromium
from tests.browser.conftest import MODERATOR, RESIDENT, OpenPage
from tests.browser.letters import letter_to
from tests.live.site import Site
from tests.participation.moderation.recount import Recount, read_tables

OTHER_MODERATOR = "toinen.moderoija@parvi.example"
PATIENCE = 90
WHY = "Teksti nimittelee muita osallistujia eikä kerro ideasta mitään."
AFTER_ALL = "Kommentti on kärkevä, mutta se koskee ideaa eikä ketään ihmistä."


@pytest.fixture
def worker(site: Site) -> Iterator[None]:
    """The worker and its clock run for this test: decisions take effect and people are told."""
    site.start("worker")
    site.start("beat")
    yield
    for name in ("worker-0", "beat-0"):
        processes.stop(site.running.pop(name))


def look(page: Page) -> None:
    """The page in three languages: axe finds nothing, and nothing is wider than the window."""
    address, origin = page.url, "/".join(page.url.split("/")[:3])
    for language in ("sv", "en", "fi"):
        page.context.add_cookies([{"name": "language", "value": language, "url": origin}])
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert checks.violations(page) == [], f"{address} in {language}"
        assert checks.sideways(page) <= 0


class Letters:
    """What the postman brings to somebody."""

    def __init__(self, state: str) -> None:
        self._state = state

    def to(self, email: str, words: str) -> str:
        """The latest letter, once it has these words."""
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(AssertionError):  # a busy machine brings the first one late
                letter = letter_to(self._state, email)
                if words in letter:
                    return letter
            assert time.monotonic() < until, f"no letter to {email} with “{words}”"
            time.sleep(0.3)


def say(page: Page, text: str) -> int:
    """Somebody comments on an idea; the comment's number."""
    page.fill("#comment-text", text)
    page.click("#comment button.primary")
    said = page.locator(".comments > li").filter(has_text=text).first
    expect(said).to_be_visible()
    return int(str(said.get_attribute("id")).removeprefix("comment-"))


def report(page: Page, comment: int, email: str) -> str:
    """Somebody without an account reports it from where it stands; the address of the report."""
    page.goto(f"/comments/{comment}/")
    page.locator(f"#comment-{comment}").get_by_role("link", name="Ilmoita").first.click()
    look(page)
    page.locator("#report input[name=category][value=insult]").check(force=True)
    page.fill("#id_explanation", "Kommentti haukkuu kaikkia muita keskustelijoita.")
    page.fill("#id_email", email)
    page.locator("#id_good_faith").check(force=True)
    page.click("#report button.primary")
    page.wait_for_url(re.compile(r"/reports/[^/]+/$"))
    look(page)
    return page.url


def confirm(page: Page, letter: str) -> None:
    """By the link of the letter."""
    found = re.search(r"http://\S+(/reports/confirm/\S+)", letter)
    assert found, letter
    page.goto(found.group(1))
    look(page)
    page.click("main form button.primary")
    page.wait_for_url(re.compile(r"/reports/[^/]+/$"))


def hide_by_keyboard(page: Page, text: str) -> None:
    """A moderator goes to the case with j, opens the reasons with h, and decides with Enter; no mouse."""
    page.goto("/manage/moderation/")
    look(page)
    mine = page.locator("[data-case]").filter(has_text=text)
    for _ in range(page.locator("[data-case]").count()):
        page.keyboard.press("j")
        if mine.evaluate("(one) => one === document.activeElement"):
            break
    expect(mine).to_be_focused()
    page.keyboard.press("h")
    expect(mine.locator("select[name=ground]")).to_be_focused()
    page.keyboard.type("Loukkaa")  # the ground by its first letters, as lists of a form are used
    expect(mine.locator("select[name=ground]")).to_have_value("insult")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(mine.locator("textarea[name=facts]")).to_be_focused()
    page.keyboard.insert_text(WHY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-undo]")).to_be_visible()


def counted(database: str, page: Page) -> None:
    """The page and the file of the transparency report equal a count of the raw tables."""
    today = local_day(now())
    first = today - datetime.timedelta(days=30)
    page.goto(f"/moderation/kerava/?first={first}&last={today}")
    with psycopg.connect(database) as connection:
        by_hand = Recount(read_tables(connection.cursor()), "kerava", first, today).figures()
    reports, decisions, hours, appeals = page.locator(".stats dd").all_inner_texts()
    assert int(reports) == sum(by_hand["reports"].values())
    assert int(decisions) == sum(by_hand["decisions"].values())
    assert float(hours.replace(",", ".")) == by_hand["median_hours"]
    assert int(appeals) == by_hand["appeals_made"]
    file = page.request.get(f"/moderation/kerava.csv?first={first}&last={today}").text()
    rows = list(csv.DictReader(io.StringIO(file)))
    assert {row["ground"]: int(row["value"]) for row in rows if row["measure"] == "reports"} == by_hand["reports"]
    assert {
        (row["outcome"], row["ground"], row["on_appeal"] == "true"): int(row["value"])
        for row in rows
        if row["measure"] == "decisions"
    } == by_hand["decisions"]
    singles = {row["measure"]: row["value"] for row in rows if row["measure"] in by_hand and not row["outcome"]}
    for name in ("own_initiative", "appeals_made", "appeals_stood", "appeals_turned", "appeals_waiting"):
        assert int(singles[name]) == by_hand[name], name
    assert by_hand["appeals_turned"] == 1
    look(page)


@pytest.mark.timeout(900)  # twelve pages in three languages, and ten seconds to undo
def test_from_a_strangers_report_to_the_comment_that_is_back(
    chromium: Chromium, open_page: OpenPage, surroundings: dict[str, str], worker: None
):
    letters, tag = Letters(surroundings["STATE"]), secrets.token_hex(3)
    text, stranger_address = f"Te olette kaikki ihan hölmöjä {tag}.", f"vieras.{tag}@example.org"
    author = open_page("/ideas/9/", as_=RESIDENT)
    comment = say(author, text)
    # a stranger reports it and confirms the address
    stranger = open_page("/", width=375)
    followed = report(stranger, comment, stranger_address)
    confirm(stranger, letters.to(stranger_address, "/reports/confirm/"))
    # a moderator hides it with the keyboard alone; after ten seconds both sides are told
    moderator = open_page("/manage/", as_=MODERATOR)
    hide_by_keyboard(moderator, text)
    told = letters.to(stranger_address, "Se, mistä ilmoitit, piilotettiin.")
    assert WHY in told
    letter = letters.to(RESIDENT, "Kunta on")
    stranger.goto(f"/ideas/9/#comment-{comment}")
    expect(stranger.locator(f"#comment-{comment}")).not_to_contain_text(text)
    stranger.goto(followed)
    expect(stranger.locator("main")).to_contain_text(WHY)
    look(stranger)
    # the author reads the statement of reasons by the letter's link, and appeals
    found = re.search(r"http://\S+(/decisions/\d+/)", letter)
    assert found
    author.goto(found.group(1))
    expect(author.locator("main")).to_contain_text(text)
    expect(author.locator("main")).to_contain_text(WHY)
    look(author)
    author.fill("#id_text", "Kirjoitin ideasta, en kenestäkään ihmisestä.")
    author.click("#appeal button.primary")
    expect(author.locator("main")).to_contain_text("Kirjoitin ideasta")
    # who decided first may not; another moderator turns it round
    moderator.goto("/manage/moderation/appeals/")
    expect(moderator.locator("main")).to_contain_text("Teit ensimmäisen päätöksen")
    other = open_page("/manage/moderation/appeals/", as_=OTHER_MODERATOR)
    look(other)
    other.locator("main .rows a").first.click()
    look(other)
    other.locator("#decide input[value=turned]").check(force=True)
    other.fill("#id_facts", AFTER_ALL)
    other.click("#decide button.primary")
    other.wait_for_url("**/manage/moderation/appeals/")
    # it is back, and both are told
    stranger.goto(f"/comments/{comment}/")
    expect(stranger.locator(f"#comment-{comment}")).to_contain_text(text)
    assert AFTER_ALL in letters.to(stranger_address, "Se, mistä ilmoitit, näytetään taas.")
    letters.to(RESIDENT, "Valitus kampanjassa")
    moderator.goto("/manage/moderation/decisions/")
    look(moderator)
    counted(surroundings["DATABASE_URL"], stranger)
