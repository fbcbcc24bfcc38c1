# SPDX-License-Identifier: EUPL-1.2
"""Reading campaigns, and what of them is open by the database's clock."""

import dataclasses
import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    FloatField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.common.full_text import DICTIONARIES, question, terms_of
from backend.common.personal import PersonalData, rows_of
from backend.participation.campaigns.attendance import with_gatherings
from backend.participation.campaigns.conditions import CONDITIONED, condition_of
from backend.participation.campaigns.models import (
    AFTERWARDS,
    Amendment,
    Campaign,
    CampaignChange,
    Partner,
    Phase,
    VotingWindow,
)
from backend.participation.campaigns.partners import partners_standing, with_partners
from backend.participation.campaigns.permissions import may_see
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer, rights_of
from backend.region.places.models import District, Municipality


@dataclasses.dataclass(frozen=True, kw_only=True)
class CampaignQuery:
    """Which campaigns: all, those whose current phase is one of `phases`, of one municipality."""

    municipality: str = ""
    spearhead: str = ""
    phases: tuple[str, ...] = ()


def phases_with_clock() -> QuerySet[Phase]:
    """Phases with `is_open`, `is_over` and `seen_at` by the database's clock."""
    return Phase.objects.annotate(
        seen_at=ClockTimestamp(),
        is_open=Case(
            When(Q(opens__lte=ClockTimestamp()) & Q(closes__gt=ClockTimestamp()), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        is_over=Case(
            When(closes__lte=ClockTimestamp(), then=Value(True)), default=Value(False), output_field=BooleanField()
        ),
    )


def _open_phases() -> QuerySet[Phase]:
    """The open phases of the campaign of an outer query."""
    return Phase.objects.filter(campaign=OuterRef("pk"), opens__lte=ClockTimestamp(), closes__gt=ClockTimestamp())


def _whole(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with municipality, partners and spearhead, and their phases with the clock, in two queries."""
    current = _open_phases().order_by("opens")
    return (
        with_partners(campaigns)
        .select_related("municipality", "spearhead")
        .prefetch_related(Prefetch("phases", queryset=phases_with_clock()))
        .annotate(open_kind=Subquery(current.values("kind")[:1]), open_until=Subquery(current.values("closes")[:1]))
    )


def _with_amendments(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with `amended`: what of them was extended, paused or amended, the latest first; no query more."""
    made = Amendment.objects.filter(campaign=OuterRef("pk")).order_by("-id")
    told = JSONObject(kind="kind", phase="phase__kind", reason="reason", after="after", made_at="made_at")
    return campaigns.annotate(amended=ArraySubquery(made.values(told=told)))


def amendments_of(campaign_id: int) -> QuerySet[Amendment]:
    """What of a campaign was extended, paused or amended, the latest first."""
    return Amendment.objects.filter(campaign_id=campaign_id).select_related("phase")


def visible_campaigns(*, viewer: Viewer = None, query: CampaignQuery | None = None) -> QuerySet[Campaign]:
    """Published campaigns and the viewer's drafts, also as a partner, those that close soonest first."""
    query = query or CampaignQuery()
    campaigns = _whole(Campaign.objects.filter(_seen_by(viewer)))
    if query.municipality:
        joint = partners_standing().filter(campaign=OuterRef("pk"), municipality__slug=query.municipality)
        campaigns = campaigns.filter(Q(municipality__slug=query.municipality) | Q(Exists(joint.order_by())))
    if query.spearhead:
        campaigns = campaigns.filter(spearhead__slug=query.spearhead)
    if query.phases:
        campaigns = campaigns.filter(Exists(_open_phases().filter(kind__in=query.phases)))
    return campaigns.order_by(F("open_until").asc(nulls_last=True), "-published_at", "id")


def _seen_by(viewer: Viewer) -> Q:
    """Public ones, those that the viewer organises, and drafts that the viewer's municipality is asked to join."""
    places = rights_of(viewer).places("organiser")
    if None in places:
        return Q()
    public = Q(published_at__isnull=False)
    if not places:
        return public
    asked = Partner.objects.filter(campaign=OuterRef("pk"), municipality__in=places, left_at=None)
    return public | Q(municipality_id__in=places) | Q(Exists(asked))


def published_campaigns(query: CampaignQuery | None = None) -> QuerySet[Campaign]:
    """Campaigns that everybody sees."""
    return visible_campaigns(query=query).filter(published_at__isnull=False)


def campaigns_with_words(words: str) -> QuerySet[Campaign]:
    """Published campaigns whose name or lead has the words in some language, the best match first."""
    asked, values = question(terms_of(words))
    read = " || ".join(
        f"setweight(jsonb_to_tsvector('{one}', \"campaigns_campaign\".\"{column}\", '[\"string\"]'), '{weight}')"
        for column, weight in (("title", "A"), ("lead", "C"))
        for one in ("simple", *DICTIONARIES)
    )
    found = RawSQL(f"({read}) @@ {asked}", values, output_field=BooleanField())  # noqa: S611 values are parameters
    rank = RawSQL(f"ts_rank({read}, {asked})", values, output_field=FloatField())  # noqa: S611 values are parameters
    campaigns = Campaign.objects.filter(found, published_at__isnull=False).select_related("municipality")
    return campaigns.annotate(rank=rank).order_by("-rank", "-published_at", "-id")


def campaign_by_slug(slug: str, *, viewer: Viewer = None) -> Campaign:
    """One campaign with municipality, spearhead and phases; NotFound where it is not the viewer's to see."""
    found = with_gatherings(_with_amendments(_whole(Campaign.objects.filter(slug=slug)))).first()
    if found is None or not may_see(viewer, found):
        raise NotFound
    return found


def campaign_alone(slug: str, *, viewer: Viewer = None) -> Campaign:
    """One campaign without all that belongs to it, in one light query; raises NotFound as campaign_by_slug does."""
    found = Campaign.objects.filter(slug=slug).first()
    if found is None or not may_see(viewer, found):
        raise NotFound
    return found


def campaign_id_of(slug: str) -> int:
    """A campaign's id whatever its state, for commands; raises NotFound."""
    found = Campaign.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def with_phases(campaign: Campaign) -> Campaign:
    """A campaign that another selector joined, with its phases and the clock; one query."""
    prefetch_related_objects([campaign], Prefetch("phases", queryset=phases_with_clock()))
    return campaign


def open_phase(campaign: Campaign) -> Phase | None:
    """The phase that is open, of a campaign read by the selectors above."""
    return next((phase for phase in campaign.phases.all() if getattr(phase, "is_open", False)), None)


def is_finished(campaign: Campaign) -> bool:
    """Whether all phases before the results are over, of a campaign read by the selectors above."""
    acting = [phase for phase in campaign.phases.all() if phase.kind not in AFTERWARDS]
    return bool(acting) and all(getattr(phase, "is_over", False) for phase in acting)


def opened_at(campaign_id: int, kinds: tuple[str, ...]) -> datetime.datetime | None:
    """The database's clock if a phase of one of `kinds` is open and not paused at that moment, else None."""
    return (
        Phase.objects.filter(
            campaign_id=campaign_id,
            kind__in=kinds,
            opens__lte=ClockTimestamp(),
            closes__gt=ClockTimestamp(),
            paused_at__isnull=True,
        )
        .annotate(seen_at=ClockTimestamp())
        .values_list("seen_at", flat=True)
        .first()
    )


def last_change(campaign: Campaign) -> datetime.datetime:
    """When somebody changed the campaign last, or made it; one query."""
    changes = CampaignChange.objects.filter(campaign=campaign).order_by("-edition")
    return changes.values_list("changed_at", flat=True).first() or campaign.created_at


def windows_of(campaign_id: int) -> QuerySet[VotingWindow]:
    """The voting windows of a campaign, the latest first."""
    return VotingWindow.objects.filter(phase__campaign_id=campaign_id).order_by("-opens")


def personal_data_of(account: Account) -> PersonalData:
    """The campaigns that a person made, and what they changed of campaigns."""
    changes = CampaignChange.objects.filter(changed_by=account).order_by("id")
    return {
        "campaigns_made": rows_of(Campaign.objects.filter(created_by=account).order_by("id"), "slug", "created_at"),
        "campaigns_amended": rows_of(
            Amendment.objects.filter(made_by=account).order_by("id"), "campaign__slug", "kind", "reason", "made_at"
        ),
        "campaigns_changed": rows_of(changes, "campaign__slug", "edition", "parts", "changed_at"),
    }


@dataclasses.dataclass(frozen=True)
class ConditionShown:
    """The condition of an act with its places."""

    act: str
    who: str
    minimum_age: int | None
    municipalities: list[Municipality]
    districts: list[District]


def conditions_shown(campaign: Campaign) -> list[ConditionShown]:
    """Who may propose, comment and support; a query each where municipalities or districts decide."""
    conditions = {act: condition_of(campaign, act) for act in CONDITIONED}
    ids = {one for condition in conditions.values() for one in condition.municipalities}
    districts = {one for condition in conditions.values() for one in condition.districts}
    places = list(Municipality.objects.filter(id__in=ids)) if ids else []
    parts = list(District.objects.filter(id__in=districts)) if districts else []
    return [
        ConditionShown(
            act,
            condition.who,
            condition.minimum_age,
            [one for one in places if one.pk in condition.municipalities],
            [one for one in parts if one.pk in condition.districts],
        )
        for act, condition in conditions.items()
    ]
