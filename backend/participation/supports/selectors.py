# SPDX-License-Identifier: EUPL-1.2
"""Reading support: tallies, one's own, and what was announced at the close."""

import dataclasses
from typing import Any, cast

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, JSONObject

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.common.personal import PersonalData, rows_of
from backend.ledger.events.models import Event
from backend.ledger.events.selectors import place_of
from backend.ledger.events.services import TALLIES
from backend.participation.campaigns.hiding import hidden_ids, hidden_where
from backend.participation.campaigns.models import VotingWindow
from backend.participation.campaigns.permissions import may_see
from backend.participation.ideas.models import STANDING, Idea
from backend.participation.participants.selectors import participant_ids_of
from backend.participation.supports.models import Merging, Outcome, Support, Tally
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer

SUPPORT_KINDS = ("support_given", "support_withdrawn", "support_moved")


def with_tallies(
    ideas: QuerySet[Idea], *, participant_id: int | None = None, most_first: bool = False, viewer: Viewer = None
) -> QuerySet[Idea]:
    """Ideas with `supports`, how many of them are `unverified`, and whether the participant gives one (`supported`).

    The participant's own acts that the relay has not folded yet are in `supports` already; None where
    the campaign hides its counts from the viewer, which then put no order to the ideas either.
    """
    folded, unverified = _folded("supports"), _folded("unverified")
    if participant_id is None:
        ideas = ideas.annotate(
            supports=_unless_hidden(folded, viewer),
            unverified=_unless_hidden(unverified, viewer),
            supported=Value(False, output_field=BooleanField()),
        )
    else:
        own = Event.objects.filter(
            position__isnull=True, participant_id=participant_id, subject_id=OuterRef("pk"), kind__in=SUPPORT_KINDS
        )
        ideas = ideas.annotate(
            supports=_unless_hidden(folded + _sum_of(own), viewer),
            unverified=_unless_hidden(unverified + _sum_of(own.filter(assurance="device")), viewer),
            supported=Exists(Support.objects.filter(participant_id=participant_id, counts_for=OuterRef("pk"))),
        )
    if most_first:
        ideas = ideas.annotate(order_value=Coalesce(F("supports"), 0)).order_by("-order_value", "-id")
    return ideas


def _folded(column: str) -> Coalesce:
    """A figure of an idea's tally, 0 before its first support."""
    tally = Tally.objects.filter(idea=OuterRef("pk")).values(column)[:1]
    return Coalesce(Subquery(tally, output_field=IntegerField()), 0)


def _sum_of(own: QuerySet[Event]) -> Coalesce:
    """What a participant's events that are not folded yet add to an idea."""
    return Coalesce(Subquery(own.values("subject_id").annotate(sum=Sum("sign")).values("sum")), 0)


def _unless_hidden(count: Combinable, viewer: Viewer) -> Case:
    """The count, or NULL; what decides is asked only of campaigns that hide."""
    nothing = Value(None, output_field=IntegerField())
    return Case(When(hidden_where("campaign", viewer=viewer), then=nothing), default=count, output_field=IntegerField())


@dataclasses.dataclass(frozen=True)
class SupportState:
    """What a person reads after their act: the count with their own act in it, and how many are left.

    `supports` is None while the campaign hides its counts, and so is `unverified`: how many of them
    devices gave without sign-in.
    """

    idea_id: int
    supported: bool
    supports: int | None
    counted_now: bool
    left: int | None
    unverified: int | None = 0


def support_count(idea_id: int, participant_id: int | None) -> int:
    """The tally and the participant's own acts that are not folded yet, in one statement."""
    return support_counts(idea_id, participant_id)[0]


def support_counts(idea_id: int, participant_id: int | None) -> tuple[int, int]:
    """The same, and how many of them are unverified."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(supports), 0), coalesce(sum(unverified), 0) FROM ("
            " SELECT supports, unverified FROM supports_tally WHERE idea_id = %s UNION ALL"
            " SELECT sign, CASE assurance WHEN 'device' THEN sign ELSE 0 END FROM events_event"
            " WHERE position IS NULL AND participant_id = %s AND subject_id = %s AND kind = ANY(%s)) AS counted",
            [idea_id, participant_id, idea_id, list(SUPPORT_KINDS)],
        )
        supports, unverified = cursor.fetchone()
        return int(supports), int(unverified)


def given_in_window(window_id: int, participant_id: int) -> int:
    """How many supports of a participant are counted in a window."""
    given = Support.objects.filter(window_id=window_id, participant_id=participant_id, counts_for__isnull=False)
    return given.count()


def has_any_support(campaign_id: int) -> bool:
    """Whether anybody ever gave a support in the campaign, taken back or not."""
    return Event.objects.filter(campaign_id=campaign_id, kind=SUPPORT_KINDS[0]).exists()


@dataclasses.dataclass(frozen=True)
class SupportTarget:
    """An idea and the window in which it is supported (None without a support phase)."""

    idea: Idea
    window_id: int | None
    sealed: bool
    limit: int | None

    @property
    def counted(self) -> Idea:
        """The idea for which a support counts: the one into which this was merged, or itself."""
        return self.idea.merged_into or self.idea


def support_target(idea_id: int, *, viewer: Viewer) -> SupportTarget:
    """The idea with its campaign and window, in one query; NotFound where it is not the viewer's to see."""
    window = VotingWindow.objects.filter(phase__campaign=OuterRef("campaign")).order_by("-opens")
    described = JSONObject(id="id", sealed="sealed_at", rule="rule")
    idea = (
        Idea.objects.select_related("campaign", "merged_into")
        .annotate(window=Subquery(window.values(found=described)[:1], output_field=JSONField()))
        .filter(pk=idea_id)
        .first()
    )
    if idea is None or not may_see(viewer, idea.campaign):
        raise NotFound
    found = cast("dict[str, Any]", getattr(idea, "window", None) or {})
    rule = found.get("rule") or {}
    return SupportTarget(
        idea=idea, window_id=found.get("id"), sealed=found.get("sealed") is not None, limit=rule.get("limit")
    )


def shown_counts(target: SupportTarget, idea_id: int, participant_id: int) -> tuple[int | None, int | None]:
    """Both counts as they are answered to an act, which only an open vote takes: None where they are hidden."""
    return (None, None) if target.idea.campaign.supports_hidden else support_counts(idea_id, participant_id)


@dataclasses.dataclass(frozen=True)
class Tallies:
    """Absolute support tallies of a campaign's ideas at the relay's place; None where they are hidden."""

    position: int
    supports: dict[int, int | None]


def tallies_of(campaign_id: int, idea_ids: list[int] | None = None) -> Tallies:
    """The folded tallies of a campaign, or of some of its ideas, as everybody may see them."""
    position = place_of(TALLIES)
    rows = Tally.objects.filter(idea__campaign_id=campaign_id)
    if idea_ids is not None:
        rows = rows.filter(idea_id__in=idea_ids)
    nothing = Value(None, output_field=IntegerField())
    shown = Case(When(hidden_where("idea__campaign"), then=nothing), default=F("supports"))
    return Tallies(position=position, supports=dict(rows.values_list("idea_id", shown)))


def support_total(campaign_id: int, *, viewer: Viewer = None) -> int | None:
    """All folded supports of a campaign; None where they are hidden from the viewer."""
    if hidden_ids([campaign_id], viewer=viewer):
        return None
    return int(Tally.objects.filter(idea__campaign_id=campaign_id).aggregate(sum=Sum("supports"))["sum"] or 0)


def support_totals(campaign_ids: list[int], *, viewer: Viewer = None) -> dict[int, int | None]:
    """All folded supports by campaign, for a list of campaigns; None where they are hidden from the viewer."""
    rows = Tally.objects.filter(idea__campaign_id__in=campaign_ids).values_list("idea__campaign_id")
    totals = {campaign_id: int(total) for campaign_id, total in rows.annotate(sum=Sum("supports"))}
    return totals | dict.fromkeys(hidden_ids(campaign_ids, viewer=viewer))


def supports_by_category(campaign_id: int, *, viewer: Viewer = None) -> list[tuple[int | None, int]]:
    """Folded supports by the category of the idea, the most first; empty where they are hidden from the viewer."""
    if hidden_ids([campaign_id], viewer=viewer):
        return []
    rows = (
        Tally.objects.filter(idea__campaign_id=campaign_id, idea__state__in=STANDING)
        .values_list("idea__category_id")
        .annotate(sum=Sum("supports"))
        .order_by("-sum")
    )
    return [(category_id, int(total)) for category_id, total in rows]


def outcome_of(campaign_id: int) -> QuerySet[Outcome]:
    """What was announced at the close, most supported first."""
    return Outcome.objects.filter(window__phase__campaign_id=campaign_id).select_related("idea__category", "window")


def supports_of_account(participant_ids: list[int]) -> QuerySet[Support]:
    """The supports that some participants give, the newest first."""
    return (
        Support.objects.filter(participant_id__in=participant_ids)
        .select_related("idea__campaign")
        .order_by("-given_at", "-id")
    )


def personal_data_of(account: Account) -> PersonalData:
    """The supports that a person gives, and what they merged and took apart as an officer."""
    own = supports_of_account(participant_ids_of(account)).order_by("id")
    merged = Merging.objects.filter(Q(merged_by=account) | Q(undone_by=account)).order_by("id")
    return {
        "supports": [
            {
                "campaign": support.idea.campaign.slug,
                "idea_id": support.idea_id,
                "title": support.idea.title,
                "counts_for_idea": support.counts_for_id,
                "given_at": support.given_at,
            }
            for support in own
        ],
        "ideas_merged": rows_of(merged, "source_id", "target_id", "reason", "merged_at", "undone_reason", "undone_at"),
    }


def windows_to_close() -> list[int]:
    """Windows whose end has passed by the database's clock and that are not counted yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM campaigns_votingwindow WHERE closed_at IS NULL AND closes <= clock_timestamp() ORDER BY id"
        )
        return [int(row[0]) for row in cursor.fetchall()]


def has_opened(window_id: int) -> bool:
    """Whether a window's beginning has passed by the database's clock."""
    return VotingWindow.objects.filter(id=window_id, opens__lte=ClockTimestamp()).exists()


def windows_to_seal() -> list[int]:
    """Windows that have opened by the database's clock and are not sealed yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM campaigns_votingwindow WHERE sealed_at IS NULL AND opens <= clock_timestamp() ORDER BY id"
        )
        return [int(row[0]) for row in cursor.fetchall()]


@dataclasses.dataclass(frozen=True)
class TallyDifference:
    """An idea whose tally does not equal its supports."""

    idea_id: int
    tally: int
    supports: int

    def __str__(self) -> str:
        return f"idea {self.idea_id}: tally {self.tally}, supports {self.supports}"


def tally_differences(*, campaign_id: int | None = None) -> list[TallyDifference]:
    """Ideas, of one campaign or of all, whose tally plus unfolded events differs from the supports that are stored.

    One statement, so one snapshot: events of any moment are either in all three or in none.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT idea_id, sum(folded)::bigint, sum(stored)::bigint FROM (
                SELECT idea_id, supports AS folded, 0 AS stored FROM supports_tally
                UNION ALL
                SELECT subject_id, sign, 0 FROM events_event
                WHERE kind = ANY(%s) AND (position IS NULL OR position >
                      coalesce((SELECT position FROM events_place WHERE name = %s), 0))
                UNION ALL
                SELECT counts_for_id, 0, count(*) FROM supports_support
                WHERE counts_for_id IS NOT NULL GROUP BY counts_for_id
            ) AS counts
            WHERE %s::bigint IS NULL OR idea_id IN (SELECT id FROM ideas_idea WHERE campaign_id = %s)
            GROUP BY idea_id HAVING sum(folded) <> sum(stored) ORDER BY idea_id
            """,
            [list(SUPPORT_KINDS), TALLIES, campaign_id, campaign_id],
        )
        return [TallyDifference(*row) for row in cursor.fetchall()]


@dataclasses.dataclass(frozen=True)
class WindowCounts:
    """How many supports a window has, of how many people (devices are nobody), for how many ideas."""

    supports: int
    people: int
    ideas: int


def counts_of_window(window_id: int) -> WindowCounts:
    """The counts of a window from the supports that are stored, each person's merged ones once."""
    counted = Support.objects.filter(window_id=window_id, counts_for__isnull=False).aggregate(
        supports=Count("id"),
        people=Count("participant_id", distinct=True, filter=~Q(participant__kind="device")),
        ideas=Count("counts_for_id", distinct=True),
    )
    return WindowCounts(**counted)
