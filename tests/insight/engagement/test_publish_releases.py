# SPDX-License-Identifier: EUPL-1.2
"""Releases: what is published once stays as it is, and nobody is found in it."""

import datetime
import json

import pytest
from django.db import transaction

from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.follow_ups import fold_statistics
from backend.insight.engagement.models import Release
from backend.insight.engagement.released import released_tables
from backend.insight.engagement.releases import _published, publish_releases
from backend.insight.engagement.services import rebuild_statistics
from backend.ledger.events.services import follow, stamp
from backend.methods.disclosure.audit import leaks
from backend.methods.disclosure.people import PersonCount
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.selectors import with_phases
from backend.region.places.models import Municipality
from backend.region.places.sub_regions import sub_region_of
from tests.insight.engagement.histories import context_of, load
from tests.insight.engagement.reference import Act

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 2)


def fold():
    with transaction.atomic():
        stamp()
    follow("engagement", fold_statistics)


def story(spearhead, *weeks, name="julkaisu"):
    """A campaign that is over, in which `weeks[n]` are the people of its n-th week."""
    acts = [
        Act("support_given", person, n, MONDAY + datetime.timedelta(days=7 * n))
        for n, people in enumerate(weeks)
        for person in people
    ]
    (loaded,) = load([acts], spearhead=spearhead, name=name)
    fold()
    return with_phases(loaded.campaign)


def cells(release, axis="home"):
    return {(cell.row, cell.column): cell.people.value for cell in release.tables[axis]}


def test_weeks_phases_and_the_campaign_are_published_in_order_of_time(spearhead):
    campaign = story(spearhead, range(240), range(120, 360))
    assert publish_releases(campaign=campaign) == 4
    first, second, phase, whole = released_tables(campaign)
    assert [one.kind for one in (first, second, phase, whole)] == ["week", "week", "phase", "campaign"]
    assert [one.people.value for one in (first, second, phase, whole)] == [240, 240, 360, 360]
    assert (second.new, second.returning) == (PersonCount(120), PersonCount(120))
    assert (phase.new, whole.returning) == (None, None)


def test_a_table_says_how_many_live_where_and_are_how_old(spearhead):
    campaign = story(spearhead, range(240))
    publish_releases(campaign=campaign)
    whole = released_tables(campaign)[-1]
    counted = {"region:helsinki": 0, "region:porvoo": 0, "": 0}
    for person in range(240):
        place = context_of(person)[0]
        counted[f"region:{place}" if place else ""] += 1
    assert {row: n for (row, column), n in cells(whole).items() if column == "total" and n} == counted
    assert cells(whole)["region:helsinki", "0-24"] == 20
    assert cells(whole)["total", "0-24"] == 60
    assert cells(whole, "language") == {("fi", "total"): 120, ("sv", "total"): 120}


def test_a_second_call_and_late_entries_change_nothing_that_is_published(spearhead):
    campaign = story(spearhead, range(240))
    publish_releases(campaign=campaign)
    before = list(Release.objects.order_by("id").values())
    assert publish_releases(campaign=campaign) == 0
    other = load([[Act("support_given", 500, 1, MONDAY)]], spearhead=spearhead, name="muu")[0]
    assert other.campaign.pk != campaign.pk
    fold()
    assert publish_releases(campaign=campaign) == 0
    assert list(Release.objects.order_by("id").values()) == before


def test_few_people_of_a_place_are_nowhere_in_what_is_shown(spearhead):
    few = [1, 4, 7]  # of Porvoo
    many = [person for person in range(300) if person % 3 != 1]
    campaign = story(spearhead, many + few, many)
    publish_releases(campaign=campaign)
    for release in released_tables(campaign):
        for shown in release.tables.values():
            assert all(cell.people.value is None or not 0 < cell.people.value < 5 for cell in shown)
    assert leaks(_published(campaign.pk)) == []


def test_what_is_true_but_hidden_does_not_leave_with_the_selector(spearhead):
    few = [1, 4, 7]
    campaign = story(spearhead, [person for person in range(300) if person % 3 != 1] + few)
    publish_releases(campaign=campaign)
    for release in released_tables(campaign):
        assert not hasattr(release, "counted")
        assert "counted" not in json.dumps([str(cell) for table in release.tables.values() for cell in table])


def test_a_campaign_that_hides_its_supports_has_no_release_before_the_close(spearhead):
    campaign = story(spearhead, range(240))
    Campaign.objects.filter(pk=campaign.pk).update(supports_hidden=True)
    campaign = with_phases(Campaign.objects.get(pk=campaign.pk))
    assert publish_releases(campaign=campaign) == 0
    Campaign.objects.filter(pk=campaign.pk).update(supports_hidden=False)
    assert publish_releases(campaign=Campaign.objects.get(pk=campaign.pk)) == 3
    assert released_tables(campaign) == ()  # were there any


def test_nobody_took_part_and_nothing_is_published(spearhead):
    campaign = story(spearhead)
    assert [one.people.value for one in released_tables(campaign)] == []
    publish_releases(campaign=campaign)
    assert {one.kind: one.people.value for one in released_tables(campaign)} == {"week": 0, "phase": 0, "campaign": 0}


def test_a_total_that_would_tell_too_much_is_published_as_at_least(spearhead):
    campaign = story(spearhead, range(60), [*range(40), 60, 61])
    publish_releases(campaign=campaign)
    whole = released_tables(campaign)[-1]
    assert whole.people == PersonCount(None, at_least=60)
    assert leaks(_published(campaign.pk)) == []


def test_a_rebuild_changes_no_release_and_the_comparison_knows_one_that_was_changed(spearhead):
    campaign = story(spearhead, range(240), range(120, 360))
    publish_releases(campaign=campaign)
    before = list(Release.objects.order_by("id").values())
    rebuild_statistics(campaign_id=campaign.pk)
    assert list(Release.objects.order_by("id").values()) == before
    assert compare_with_ledger().differences == []
    Release.objects.filter(period="2026-W10").update(people={"people": 241, "new": 240, "returning": 0})
    assert [one.what for one in compare_with_ledger().differences] == ["release of 2026-W10: not what was published"]


def test_every_municipality_has_its_sub_region():
    regions = [sub_region_of(one.slug) for one in Municipality.objects.all()]
    assert {region: regions.count(region) for region in regions} == {
        "helsinki": 17,
        "raasepori": 3,
        "porvoo": 4,
        "loviisa": 2,
    }


def test_reading_is_one_query(spearhead, django_assert_num_queries):
    campaign = story(spearhead, range(240))
    publish_releases(campaign=campaign)
    with django_assert_num_queries(1):
        released_tables(campaign)
