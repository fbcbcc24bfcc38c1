# SPDX-License-Identifier: EUPL-1.2
"""The demonstration content is complete, refers only to what exists, and stays true on any day."""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SEED = Path(__file__).resolve().parents[2] / "backend" / "config" / "seed"
SPEARHEADS: list[dict[str, Any]] = json.loads((SEED / "spearheads.json").read_text(encoding="utf-8"))
CONTENT: dict[str, list[dict[str, Any]]] = json.loads((SEED / "campaigns.json").read_text(encoding="utf-8"))
CONTENT["campaigns"] += json.loads((SEED / "joint.json").read_text(encoding="utf-8"))["campaigns"]
PEOPLE = CONTENT["people"]
CAMPAIGNS = CONTENT["campaigns"]
LANGUAGES = ["fi", "sv", "en"]
MUNICIPALITIES = {
    "askola", "espoo", "hanko", "helsinki", "hyvinkaa", "inkoo", "jarvenpaa", "karkkila", "kauniainen", "kerava",
    "kirkkonummi", "lapinjarvi", "lohja", "loviisa", "mantsala", "myrskyla", "nurmijarvi", "pornainen", "porvoo",
    "pukkila", "raasepori", "sipoo", "siuntio", "tuusula", "vantaa", "vihti",
}  # fmt: skip
OF_A_DAY = re.compile(
    r"""\b(19|20)\d\d\b | \b\d{1,2}\.\d{1,2}\. | \b\d{1,2}/\d{4}\b
    | (maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)
    | (tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu
    | \b(mån|tis|ons|tors|fre|lör|sön)dag
    | \b(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b
    | \b(mon|tues|wednes|thurs|fri|satur|sun)day
    | \b(january|february|april|june|july|august|october)\b""",
    re.IGNORECASE | re.VERBOSE,
)
each_campaign = pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda campaign: campaign["slug"])


def said(campaign: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any], int]]:
    """Every comment and reply with its idea and the day after which it may be written."""
    for idea in campaign["ideas"]:
        for comment in idea["comments"]:
            yield idea, comment, idea["proposed"]
            for reply in comment["replies"]:
                yield idea, reply, comment["written"]


def texts(value: Any) -> Iterator[str]:
    """Every string anywhere in the value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def language_objects(value: Any) -> Iterator[dict[str, str]]:
    """Every text by language anywhere in the value."""
    if isinstance(value, dict) and "fi" in value:
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from language_objects(part)


def test_the_region_has_its_four_spearheads_in_the_strategys_order() -> None:
    assert [spearhead["slug"] for spearhead in SPEARHEADS] == [
        "urban-cleantech",
        "health-and-wellness",
        "digitalising-industry",
        "citizen-city",
    ]
    for text in itertools.chain.from_iterable(spearhead["description"].values() for spearhead in SPEARHEADS):
        assert 2 <= len(re.findall(r"\.(?:\s|$)", text)) <= 4


def test_the_region_sees_enough_ideas_and_comments_in_every_phase() -> None:
    open_today = {
        phase["kind"] for campaign in CAMPAIGNS for phase in campaign["phases"] if phase["opens"] <= 0 < phase["closes"]
    }
    assert open_today == {"collect", "discuss", "support", "results"}
    assert {campaign["spearhead"] for campaign in CAMPAIGNS} == {spearhead["slug"] for spearhead in SPEARHEADS}
    assert sum(len(campaign["ideas"]) for campaign in CAMPAIGNS) >= 150
    assert sum(1 for campaign in CAMPAIGNS for _ in said(campaign)) >= 400
    assert {idea["language"] for campaign in CAMPAIGNS for idea in campaign["ideas"]} == set(LANGUAGES)


def test_texts_of_the_region_and_its_municipalities_are_in_three_languages() -> None:
    found = list(language_objects([SPEARHEADS, CAMPAIGNS]))
    assert found
    for text in found:
        assert list(text) == LANGUAGES
        assert all(words.strip() == words and words for words in text.values())


def test_no_text_speaks_of_a_certain_day() -> None:
    assert [text for text in texts([SPEARHEADS, CONTENT]) if OF_A_DAY.search(text)] == []


def test_everybody_has_one_name_a_home_and_something_to_say() -> None:
    names = [person["pseudonym"] for person in PEOPLE]
    assert len(names) == len({name.casefold() for name in names})
    heard = {idea["author"] for campaign in CAMPAIGNS for idea in campaign["ideas"]}
    heard |= {comment["author"] for campaign in CAMPAIGNS for _, comment, _ in said(campaign)}
    assert heard == set(names)
    for person in PEOPLE:
        assert 3 <= len(person["pseudonym"]) <= 40
        assert person["municipality"] in MUNICIPALITIES
        assert 1940 <= person["birth_year"] <= 2010
        assert person["language"] in LANGUAGES


@each_campaign
def test_a_campaign_is_whole(campaign: dict[str, Any]) -> None:
    assert campaign["municipality"] in MUNICIPALITIES
    assert campaign["spearhead"] in {spearhead["slug"] for spearhead in SPEARHEADS}
    assert campaign["art"] in {"river", "park", "city", "forest", "sea"}
    assert campaign["languages"] == LANGUAGES
    assert campaign["support_limit"] is None or campaign["support_limit"] > 0
    assert len(campaign["categories"]) == 4
    assert 4 <= len(campaign["districts"]) <= 7
    for named in (campaign["categories"], campaign["districts"], [campaign]):
        slugs = [thing["slug"] for thing in named]
        assert len(slugs) == len(set(slugs))
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


@each_campaign
def test_a_campaigns_phases_follow_each_other(campaign: dict[str, Any]) -> None:
    phases = campaign["phases"]
    assert [phase["kind"] for phase in phases] == ["collect", "discuss", "support", "results"]
    assert all(phase["opens"] < phase["closes"] for phase in phases)
    assert all(earlier["closes"] == later["opens"] for earlier, later in itertools.pairwise(phases))


@each_campaign
def test_an_idea_can_be_proposed_as_it_is(campaign: dict[str, Any]) -> None:
    collect = campaign["phases"][0]
    titles = [idea["title"] for idea in campaign["ideas"]]
    assert len(titles) == len(set(titles))
    for idea in campaign["ideas"]:
        assert 3 <= len(idea["title"]) <= 80
        assert 80 <= len(idea["text"]) <= 900
        assert idea["language"] in campaign["languages"]
        assert idea["category"] in {category["slug"] for category in campaign["categories"]}
        assert idea["district"] in {district["slug"] for district in campaign["districts"]}
        assert idea["author"] in {person["pseudonym"] for person in PEOPLE}
        assert collect["opens"] <= idea["proposed"] < min(collect["closes"], 0)
        assert 1 <= idea["popularity"] <= 100
        assert len(idea.get("place", "")) <= 80
        assert idea.get("cost", 1) > 0
        assert ("latitude" in idea) == ("longitude" in idea)
        assert 59.8 < idea.get("latitude", 60) < 60.9
        assert 22.8 < idea.get("longitude", 25) < 26.6
    assert sum("latitude" in idea for idea in campaign["ideas"]) * 2 >= len(campaign["ideas"])


@each_campaign
def test_a_comment_is_written_after_what_it_answers_and_while_comments_are_open(campaign: dict[str, Any]) -> None:
    ends = min(campaign["phases"][2]["closes"], 0)
    for _, comment, after in said(campaign):
        assert 30 <= len(comment["text"]) <= 400
        assert comment["stance"] in {"for", "against", "neutral"}
        assert comment["language"] in campaign["languages"]
        assert comment["author"] in {person["pseudonym"] for person in PEOPLE}
        assert after < comment["written"] < ends
    replies = [reply for idea in campaign["ideas"] for comment in idea["comments"] for reply in comment["replies"]]
    assert replies
    assert all(reply["stance"] == "neutral" and "replies" not in reply for reply in replies)


@pytest.mark.parametrize(
    ("municipality", "answered"),
    [("kerava", 3), ("hyvinkaa", 10), ("porvoo", 0), ("espoo", 0), ("raasepori", 0), ("vantaa", 11)],
)
def test_a_municipality_has_answered_its_ideas(municipality: str, answered: int) -> None:
    campaign = next(campaign for campaign in CAMPAIGNS if campaign["municipality"] == municipality)
    answers = [idea["answer"] for idea in campaign["ideas"] if "answer" in idea]
    assert len(answers) == answered
    assert all(answer["status"] in {"accepted", "investigating", "declined", "done"} for answer in answers)


def test_hyvinkaa_spends_no_more_than_it_set_aside() -> None:
    campaign = next(campaign for campaign in CAMPAIGNS if campaign["municipality"] == "hyvinkaa")
    chosen = [idea for idea in campaign["ideas"] if idea.get("answer", {}).get("status") in {"accepted", "done"}]
    assert chosen
    assert sum(idea["cost"] for idea in chosen) <= 60_000
