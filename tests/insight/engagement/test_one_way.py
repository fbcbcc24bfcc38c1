# SPDX-License-Identifier: EUPL-1.2
"""People's numbers have one way out: page, API and file say what the release says, and nobody is found in them."""

import csv
import dataclasses
import datetime
import hashlib
import io

import pytest
from django.core.cache import cache

from backend.common.clock import start_of_day
from backend.insight.engagement.due import due_campaigns, publish_due_releases
from backend.insight.engagement.models import Release
from backend.insight.engagement.released import released_tables
from backend.insight.engagement.releases import publish_releases
from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.campaigns.selectors import with_phases
from backend.records.exports.contents import read_contents
from tests.insight.engagement.histories import load
from tests.insight.engagement.published_attacker import Attack, Told
from tests.insight.engagement.reference import Act
from tests.insight.engagement.test_publish_releases import fold

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 2)
WEEKS, PHASES = 12, ((0, 24), (25, 55), (56, 83))
"""The days of three phases, which begin and end in the middle of weeks."""
ACTIVE = (0.3, 0.1, 0.002, 0.2, 0.25, 0.01, 0.2, 0.15, 0.004, 0.3, 0.2, 0.25)
"""How many of all take part in each week: in two of them next to nobody."""


def chance(*of):
    """A number in [0, 1) that looks like chance, the same each time."""
    return int.from_bytes(hashlib.sha256(repr(of).encode()).digest()[:6], "big") / 2**48


def twelve_weeks(spearhead, people, seed):
    """A public campaign of twelve weeks and three phases, over; few people live in Porvoo or are old."""
    rare = {number for number in range(people) if number % 3 == 1 or number % 4 == 2}
    somebody = [number for number in range(people) if number not in rare or chance(seed, "rare", number) < 0.12]
    acts = [
        Act(
            "support_given",
            person,
            week,
            MONDAY + datetime.timedelta(days=7 * week + int(7 * chance(seed, person, week))),
        )
        for week in range(WEEKS)
        for person in somebody
        if chance(seed, "active", person, week) < ACTIVE[week]
    ]
    (loaded,) = load([acts], spearhead=spearhead, name=f"kaksitoista-{seed}")
    campaign = loaded.campaign
    Phase.objects.filter(campaign=campaign).delete()
    for kind, (first, last) in zip(("collect", "discuss", "support"), PHASES, strict=True):
        Phase.objects.create(
            campaign=campaign,
            kind=kind,
            opens=start_of_day(MONDAY + datetime.timedelta(days=first)),
            closes=start_of_day(MONDAY + datetime.timedelta(days=last + 1)),
        )
    Campaign.objects.filter(pk=campaign.pk).update(published_at=start_of_day(MONDAY))
    fold()
    cache.clear()
    return with_phases(Campaign.objects.get(pk=campaign.pk))


def shown(count):
    return None if count is None else count["value"]


def test_page_api_and_file_say_what_the_release_says(spearhead, client):
    campaign = twelve_weeks(spearhead, 400, 1)
    publish_releases(campaign=campaign)
    released = {one.period: one for one in released_tables(campaign)}
    told = client.get(f"/api/v1/campaigns/{campaign.slug}/statistics/").json()
    assert shown(told["participants"]) == released["campaign"].people.value
    assert len(told["weeks"]) == WEEKS
    page = client.get(f"/campaigns/{campaign.slug}/statistics/").context
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/campaigns/{campaign.slug}/statistics/weeks.csv").content.decode()))
    )
    for week, row, drawn in zip(told["weeks"], rows, reversed(page["weeks"]), strict=True):
        release = released[row["week"]]
        for name, column in (("people", "participants"), ("new", "new"), ("returning", "returning")):
            value = getattr(release, name).value
            assert shown(week[column]) == value
            assert row[column] == ("" if value is None else str(value))
            assert getattr(drawn, column) == ("piilotettu" if value is None else str(value))
    phases = list(Phase.objects.filter(campaign=campaign).order_by("opens"))
    for phase, band in zip(phases, told["phases"], strict=True):
        assert shown(band["participants"]) == released[f"phase:{phase.pk}"].people.value
    assert read_contents(campaign).participants["fi"] == page["people"]


def test_nothing_is_told_before_it_is_released_and_the_page_says_so(spearhead, client):
    campaign = twelve_weeks(spearhead, 100, 2)
    told = client.get(f"/api/v1/campaigns/{campaign.slug}/statistics/").json()
    assert {week["participants"] for week in told["weeks"]} == {None}
    assert (told["closed"], told["participants"]) == (True, None)
    page = client.get(f"/campaigns/{campaign.slug}/statistics/").context
    assert {week.participants for week in page["weeks"]} == {"ei vielä julkaistu"}
    assert {phase.participants for phase in page["phases"]} == {page["people"]} == {"ei vielä julkaistu"}
    assert read_contents(campaign).participants["sv"] == "ännu inte publicerat"


def test_the_worker_publishes_what_is_due_once(spearhead):
    campaign = twelve_weeks(spearhead, 100, 3)
    assert campaign.pk in {one.pk for one in due_campaigns()}
    assert publish_due_releases(seconds=0) == 0
    assert publish_due_releases(seconds=600) == WEEKS + len(PHASES) + 1
    assert campaign.pk not in {one.pk for one in due_campaigns()}
    assert publish_due_releases(seconds=600) == 0
    assert Release.objects.filter(campaign_id=campaign.pk, kind="campaign").count() == 1


def test_a_campaign_that_hides_its_supports_is_not_due_before_the_close(spearhead):
    campaign = twelve_weeks(spearhead, 100, 4)
    Campaign.objects.filter(pk=campaign.pk).update(supports_hidden=True)
    assert campaign.pk not in {one.pk for one in due_campaigns()}


def test_what_is_due_is_found_with_few_queries(spearhead, count_queries):
    for seed in (5, 6):
        twelve_weeks(spearhead, 20, seed)
    with count_queries() as counted:
        assert len(due_campaigns()) == 2
    assert counted() <= 6


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_the_attacker_with_a_solver_recovers_nothing_in_twelve_weeks(spearhead, seed):
    campaign = twelve_weeks(spearhead, 700, seed)
    publish_releases(campaign=campaign)
    told = [as_told(release) for release in released_tables(campaign)]
    assert all(people is None or people == 0 or people >= 5 for one in told for people in numbers_of(one))
    attack = Attack(sorted(told, key=lambda one: one.first), MONDAY, MONDAY + datetime.timedelta(days=83))
    hidden = sum(people is None for one in told for people in numbers_of(one))
    print(
        f"\nseed {seed}: {len(told)} releases, {hidden} of {sum(len(numbers_of(one)) for one in told)} numbers hidden"
    )
    assert attack.recovered() == []


def test_the_attacker_finds_what_was_not_hidden_well(spearhead):
    """The attacker is worth something: one hidden cell too few, and it is found."""
    campaign = twelve_weeks(spearhead, 700, 11)
    publish_releases(campaign=campaign)
    told = [as_told(release) for release in released_tables(campaign)]
    number = next(n for n, one in enumerate(told) if one.people and one.new is not None and one.new > 5)
    careless = dataclasses.replace(told[number], returning=None)
    told[number] = careless
    found = Attack(sorted(told, key=lambda one: one.first), MONDAY, MONDAY + datetime.timedelta(days=83)).recovered()
    assert f"{careless.name} returning" in {one.what for one in found}


def as_told(release):
    return Told(
        name=release.period,
        kind=release.kind,
        first=release.first,
        last=release.last,
        people=release.people.value,
        at_least=release.people.at_least,
        new=release.new.value if release.new else None,
        returning=release.returning.value if release.returning else None,
        cells={
            (axis, cell.row, cell.column): cell.people.value for axis, cells in release.tables.items() for cell in cells
        },
    )


def numbers_of(told):
    weekly = [told.new, told.returning] if told.kind == "week" else []
    return [told.people, *weekly, *told.cells.values()]
