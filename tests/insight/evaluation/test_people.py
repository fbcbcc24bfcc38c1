# SPDX-License-Identifier: EUPL-1.2
"""Figures of people: made of what is released, beside the population, and of nothing else."""

import datetime

import pytest
from django.db import transaction

from backend.common.clock import start_of_day
from backend.insight.engagement.coarseness import choose_coarseness, rungs_of
from backend.insight.engagement.follow_ups import fold_statistics
from backend.insight.engagement.models import Coarseness, ContextPeople, DailyPeople, Release
from backend.insight.engagement.releases import publish_releases
from backend.insight.evaluation.people import counts, representation
from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.selectors import figures_of
from backend.ledger.events.services import follow, stamp
from backend.participation.campaigns.models import Campaign
from backend.region.municipalities.population import import_population
from backend.region.places.models import Municipality, PopulationDataset
from tests.insight.engagement.histories import load
from tests.insight.engagement.reference import Act

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 2)
LONG = "municipality;age_from;age_to;language;population\n"
MEASURES = [*counts.MEASURES, *representation.MEASURES]


def story(spearhead, *weeks, name="ihmiset"):
    """A public campaign of Helsinki that is over, in which `weeks[n]` are the people of its n-th week."""
    acts = [
        Act("support_given", person, n, MONDAY + datetime.timedelta(days=7 * n))
        for n, people in enumerate(weeks)
        for person in people
    ]
    (loaded,) = load([acts], spearhead=spearhead, name=name)
    Campaign.objects.filter(pk=loaded.campaign.pk).update(published_at=start_of_day(MONDAY))
    with transaction.atomic():
        stamp()
    follow("engagement", fold_statistics)
    return Campaign.objects.get(pk=loaded.campaign.pk)


def released(spearhead, *weeks, name="ihmiset"):
    campaign = story(spearhead, *weeks, name=name)
    publish_releases(campaign=campaign)
    return campaign


def population(text, *, day="2025-12-31"):
    """A reference population of some rows."""
    return import_population(
        by=None,
        file=(LONG + text).encode(),
        reference_date=datetime.date.fromisoformat(day),
        source="Made up",
        licence="CC0",
        synthetic=True,
    )


# each other municipality has 3,000 of each band; a quarter of Helsinki speaks Swedish
BANDS = ((0, 14), (15, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, ""))


def of_helsinki(each=8_000):
    others = [one.slug for one in Municipality.objects.exclude(slug="helsinki")]
    rows = [f"helsinki;{first};{last};;{each}" for first, last in BANDS]
    rows += [f"{slug};{first};{last};;{3_000}" for slug in others for first, last in BANDS]
    return "\n".join([*rows, f"helsinki;;;fi;{6 * each}", f"helsinki;;;sv;{2 * each}"])


def figures(code, **of):
    return figures_of(Question(code=code, **of)).figures


def told(code, dimension, **of):
    return {figure.dimensions[dimension]: figure.value for figure in figures(code, **of)}


def test_people_new_people_and_those_who_return_are_those_of_the_releases(spearhead):
    campaign = released(spearhead, range(240), range(120, 360))
    slug = campaign.slug
    (unique,) = figures("PART-UNIQ", campaign=slug)
    assert (unique.value, unique.status) == (360, "final")
    assert told("PART-SER", "week", campaign=slug) == {"2026-W10": 240, "2026-W11": 240}
    assert told("PART-NEW", "week", campaign=slug) == {"2026-W10": 240, "2026-W11": 120}
    assert told("PART-RET", "week", campaign=slug) == {"2026-W10": 0, "2026-W11": 120}
    assert told("RETN-COH", "cohort", campaign=slug) == {"2026-W11": 0.5}


def test_before_the_release_nothing_is_told(spearhead):
    campaign = story(spearhead, range(240))
    for code in MEASURES:
        found = figures(code, campaign=campaign.slug)
        assert {figure.status for figure in found} == {"not_published"}, code
        assert {figure.value for figure in found} == {None}


def test_people_of_several_campaigns_are_not_added_up(spearhead):
    released(spearhead, range(240), name="yksi")
    released(spearhead, range(100, 300), name="kaksi")
    for code in MEASURES:
        assert [figure.status for figure in figures(code)] == ["not_published"], code
    assert told("PART-UNIQ", "campaign", by="campaign") == {"yksi-0": 240, "kaksi-0": 200}


def test_without_a_population_there_is_no_rate_and_not_zero(spearhead):
    campaign = released(spearhead, range(240))
    for code in ("PART-RATE", "TURN-AREA", "REP-RATIO", "REP-D", "REP-MINMAX"):
        assert [(figure.value, figure.status) for figure in figures(code, campaign=campaign.slug)] == [
            (None, "no_data")
        ]


def test_the_rate_is_of_the_residents_of_the_organising_municipality(spearhead):
    population(of_helsinki())
    campaign = released(spearhead, range(240))
    (rate,) = figures("PART-RATE", campaign=campaign.slug)
    assert (rate.value, rate.n, rate.dimensions) == (80 / 64_000, 80, {"area": "helsinki"})
    areas = told("TURN-AREA", "area", campaign=campaign.slug)
    assert (areas["helsinki"], areas["porvoo"], areas["hanko"]) == (80 / 64_000, 80 / 24_000, 0)


def test_who_is_too_young_is_not_eligible(spearhead):
    population(of_helsinki())
    conditions = {act: {"minimum_age": 15} for act in ("propose", "comment", "support")}
    campaign = story(spearhead, range(240))
    Campaign.objects.filter(pk=campaign.pk).update(published_at=None)
    Campaign.objects.filter(pk=campaign.pk).update(conditions=conditions)
    Campaign.objects.filter(pk=campaign.pk).update(published_at=start_of_day(MONDAY))
    publish_releases(campaign=Campaign.objects.get(pk=campaign.pk))
    (rate,) = figures("PART-RATE", campaign=campaign.slug)
    assert rate.value == 80 / 56_000


def test_groups_are_compared_with_the_population(spearhead):
    population(of_helsinki())
    campaign = released(spearhead, range(240))  # of Helsinki 20 each: 15–24, 25–34, 75+, unknown
    ages = {
        figure.dimensions["age_band"]: figure.value
        for figure in figures("REP-RATIO", campaign=campaign.slug)
        if "age_band" in figure.dimensions
    }
    assert ages["75+"] == pytest.approx((1 / 3) / (1 / 8))
    assert ages["45-54"] == 0
    languages = {
        figure.dimensions["language"]: figure.value
        for figure in figures("REP-RATIO", campaign=campaign.slug)
        if "language" in figure.dimensions
    }
    assert languages == {"fi": pytest.approx(0.5 / 0.75), "sv": pytest.approx(2.0)}
    apart = told("REP-D", "step", campaign=campaign.slug)
    assert apart == {"age_band": pytest.approx(5 / 8), "language": pytest.approx(0.25)}
    assert told("REP-COV", "step", campaign=campaign.slug) == {
        "area": pytest.approx(2 / 3), "age_band": pytest.approx(3 / 4), "language": 1,
    }  # fmt: skip


def test_a_ratio_with_a_hidden_cell_is_hidden(spearhead):
    population(of_helsinki())
    few = [0, 24]  # two old people of Helsinki
    many = [person for person in range(600) if not (person % 3 == 0 and person % 4 == 2)]
    campaign = released(spearhead, many + [6 + 12 * n for n in few[:1]])
    whole = Release.objects.get(campaign_id=campaign.pk, kind="campaign")
    if any(cell["people"] is None for cell in whole.cells if cell["axis"] == "home"):
        found = [figure for figure in figures("REP-RATIO", campaign=campaign.slug) if "age_band" in figure.dimensions]
        assert {(figure.hidden, figure.value) for figure in found} == {(True, None)}


def test_nothing_but_releases_and_population_is_read(spearhead):
    population(of_helsinki())
    campaign = released(spearhead, range(240), range(120, 360))
    before = {code: figures(code, campaign=campaign.slug) for code in MEASURES}
    DailyPeople.objects.all().delete()
    ContextPeople.objects.all().delete()
    assert {code: figures(code, campaign=campaign.slug) for code in MEASURES} == before


def test_coarseness_is_chosen_once_from_the_population_that_there_was(spearhead):
    campaign = story(spearhead, range(240))
    assert choose_coarseness() == 1
    first = rungs_of(campaign)
    dataset = population(of_helsinki())
    assert choose_coarseness() == 0
    assert rungs_of(campaign) == first
    later = story(spearhead, range(100), name="uusi")
    assert rungs_of(later)[0].bands["75+"] == "75+"
    assert Coarseness.objects.get(campaign_id=later.pk).population_id == dataset.pk
    assert PopulationDataset.objects.count() == 1


def test_a_municipality_with_few_eligible_is_told_with_others(spearhead):
    population(of_helsinki(200))
    campaign = story(spearhead, range(240))
    helsinki = str(campaign.municipality_id)
    assert rungs_of(campaign)[0].places[helsinki] == "region:helsinki"


def test_figures_of_people_take_few_queries(spearhead, count_queries):
    population(of_helsinki())
    released(spearhead, range(100), name="yksi")
    released(spearhead, range(100), name="kaksi")
    with count_queries() as counted:
        figures("REP-RATIO", by="campaign")
    assert counted() <= 14
