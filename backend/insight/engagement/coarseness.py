# SPDX-License-Identifier: EUPL-1.2
"""How coarsely a campaign's people are told: chosen once, from the reference population, never from who takes part."""

import dataclasses
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Exists, OuterRef

from backend.insight.engagement.models import Coarseness
from backend.methods.disclosure.ladder import Rung, ladder
from backend.participation.campaigns.conditions import CONDITIONED, condition_of
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.bands import AGE_BANDS, ends_of
from backend.region.places.models import PopulationDataset
from backend.region.places.reference import Reference, reference_of, reference_population
from backend.region.places.selectors import municipalities
from backend.region.places.sub_regions import sub_region_of


@dataclasses.dataclass(frozen=True)
class Eligible:
    """Who may take part in a campaign, of its reference population, by (municipality's id as text, age band).

    `whole` is a municipality's number where the reference tells no ages and the campaign asks for none.
    """

    reference: Reference
    people: Mapping[tuple[str, str], int]
    whole: Mapping[str, int]
    languages: Mapping[tuple[str, str], int]


@transaction.atomic
def rungs_of(campaign: Campaign) -> tuple[Rung, ...]:
    """The campaign's ladder, chosen now where it has not been before."""
    chosen = Coarseness.objects.filter(campaign_id=campaign.pk).first() or _choose(campaign, reference_population())
    return _rungs(chosen)


def _rungs(chosen: Coarseness) -> tuple[Rung, ...]:
    return tuple(Rung(one["places"], one["bands"]) for one in chosen.rungs)


def rungs_of_campaigns(campaign_ids: Iterable[int]) -> dict[int, tuple[Rung, ...]]:
    """The ladders of those campaigns that have one; one query."""
    found = Coarseness.objects.filter(campaign_id__in=list(campaign_ids))
    return {one.campaign_id: _rungs(one) for one in found}


def eligible_of_campaigns(campaign_ids: Iterable[int]) -> dict[int, Eligible]:
    """Who may take part in each of some campaigns, of the population by which its coarseness was chosen.

    Where none was loaded then, of the newest; nobody is told where none is loaded now. A query, and two a dataset.
    """
    campaigns = list(Campaign.objects.filter(pk__in=list(campaign_ids)))
    chosen = dict(
        Coarseness.objects.filter(campaign_id__in=[one.pk for one in campaigns]).values_list(
            "campaign_id", "population_id"
        )
    )
    stored = {one.pk: reference_of(one) for one in PopulationDataset.objects.filter(pk__in=set(chosen.values()))}
    newest = reference_population()
    told = {one.pk: stored.get(chosen.get(one.pk) or 0, newest) for one in campaigns}
    return {one.pk: eligible_of(one, found) for one in campaigns if (found := told[one.pk]) is not None}


def choose_coarseness() -> int:
    """Choose for each published campaign that has none, so that it stands before anybody takes part; how many."""
    chosen = Coarseness.objects.filter(campaign_id=OuterRef("pk"))
    waiting = list(Campaign.objects.filter(~Exists(chosen), published_at__isnull=False))
    reference = reference_population() if waiting else None
    for campaign in waiting:
        _choose(campaign, reference)
    return len(waiting)


def _choose(campaign: Campaign, reference: Reference | None) -> Coarseness:
    regions = {str(one.pk): f"region:{sub_region_of(one.slug)}" for one in municipalities()}
    people = eligible_of(campaign, reference).people if reference else {}
    rungs = ladder(people or None, regions)
    chosen, _made = Coarseness.objects.get_or_create(
        campaign_id=campaign.pk,
        defaults={
            "population_id": reference.dataset.pk if reference else None,
            "rungs": [{"places": dict(rung.places), "bands": dict(rung.bands)} for rung in rungs],
        },
    )
    return chosen


def eligible_of(campaign: Campaign, reference: Reference) -> Eligible:
    """The people of a reference who may do anything in a campaign: as old, and living where, the mildest act asks."""
    conditions = [condition_of(campaign, act) for act in CONDITIONED]
    youngest = min(condition.minimum_age or 0 for condition in conditions)
    everywhere = any(not one.municipalities for one in conditions)
    places = set(reference.totals) | {place for place, _ in reference.by_age}
    if not everywhere:
        places &= {place for condition in conditions for place in condition.municipalities}
    people: dict[tuple[str, str], int] = {}
    for place in sorted(places):
        for band in AGE_BANDS:
            lower, upper = ends_of(band)
            found = reference.of_ages(place, max(lower, youngest), upper) if upper >= youngest else 0
            if found is not None:
                people[str(place), band] = found
    whole = {} if youngest else {str(place): reference.totals[place] for place in places & set(reference.totals)}
    told = {place for place, _ in people}
    languages = {(str(p), language): n for (p, language), n in reference.by_language.items() if p in places}
    return Eligible(reference, people, {p: n for p, n in whole.items() if p not in told}, languages)
