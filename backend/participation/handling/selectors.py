# SPDX-License-Identifier: EUPL-1.2
"""Reading what waits for an answer and since when, who sees to it, what was estimated, and the steps until done."""

import dataclasses
import datetime
from typing import Any, Literal

from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from backend.common.clock import REGION_ZONE, LocalToday, database_now, local_day
from backend.common.personal import PersonalData, rows_of
from backend.common.text import LanguageText
from backend.participation.campaigns.models import Phase
from backend.participation.handling.models import AnswersDue, Handling, HandlingNote, Milestone
from backend.participation.ideas.models import Idea
from backend.region.accounts.models import Account, Role
from backend.region.accounts.standing_in import stand_ins, stood_in_for

ANSWERED_IN = datetime.timedelta(days=30)
"""Answers are due so long after the results open, where the officers named no day."""
SOON = datetime.timedelta(days=7)
_GIVEN_TO = Subquery(Handling.objects.filter(idea=OuterRef("pk")).values("assigned_to")[:1])
Show = Literal["waiting", "overdue", "mine", "instead", "following", "all"]


def with_due(ideas: QuerySet[Idea]) -> QuerySet[Any]:
    """Ideas with `due_on`: the day by which the municipality answers, None where its campaign has no such day."""
    results = Phase.objects.filter(campaign=OuterRef("campaign"), kind=Phase.Kind.RESULTS).order_by("opens")
    chosen = AnswersDue.objects.filter(campaign=OuterRef("campaign")).values("due_on")[:1]
    opens = TruncDate(Subquery(results.values("opens")[:1]), tzinfo=REGION_ZONE)
    usual = Cast(ExpressionWrapper(opens + Value(ANSWERED_IN), output_field=DateTimeField()), DateField())
    return ideas.annotate(due_on=Coalesce(Subquery(chosen), usual, output_field=DateField()))


def unanswered_ideas() -> QuerySet[Any]:
    """The ideas of published campaigns that stand without an answer, with `due_on`, the longest due first."""
    waiting = Idea.objects.filter(
        state=Idea.State.PUBLISHED, answer__isnull=True, campaign__published_at__isnull=False, campaign__imported=False
    )
    return with_due(waiting).filter(due_on__isnull=False).order_by("due_on", "id")


def overdue_ideas(*, municipality: str = "") -> QuerySet[Any]:
    """The ideas whose answer is late, the latest of all first, with campaign and municipality, in one query."""
    late = unanswered_ideas().filter(due_on__lt=LocalToday()).select_related("campaign__municipality")
    return late.filter(campaign__municipality__slug=municipality) if municipality else late


@dataclasses.dataclass(frozen=True)
class WorkFigures:
    """How much waits in a municipality."""

    waiting: int
    due_soon: int
    overdue: int
    mine: int


def work_figures(municipality_id: int, *, viewer: Account) -> WorkFigures:
    """How many ideas of a municipality wait for an answer, in one query."""
    own = Handling.objects.filter(idea=OuterRef("pk"), assigned_to=viewer)
    late = Q(due_on__lt=LocalToday())
    soon = Q(due_on__lt=LocalToday() + Value(SOON)) & ~late
    figures = unanswered_ideas().filter(campaign__municipality_id=municipality_id).order_by()
    figures = figures.annotate(is_mine=Exists(own))
    return WorkFigures(
        **figures.aggregate(
            waiting=Count("pk"),
            due_soon=Count("pk", filter=soon),
            overdue=Count("pk", filter=late),
            mine=Count("pk", filter=Q(is_mine=True)),
        )
    )


def work_on_ideas(municipality_id: int, *, viewer: Account, show: Show = "waiting") -> QuerySet[Idea]:
    """The ideas on which a municipality works: `due_on`, `assigned` (a public name), `done` of `planned` steps.

    "instead" are those given to colleagues for whom the viewer stands in.
    """
    handled = Handling.objects.filter(idea=OuterRef("pk"))
    if show == "instead":
        ideas = unanswered_ideas().filter(_given_to_others(viewer, municipality_id))
    elif show in {"waiting", "overdue", "mine"}:
        ideas = unanswered_ideas()
        ideas = ideas.filter(due_on__lt=LocalToday()) if show == "overdue" else ideas
        ideas = ideas.filter(Exists(handled.filter(assigned_to=viewer))) if show == "mine" else ideas
    else:
        ideas = with_due(Idea.objects.filter(campaign__published_at__isnull=False, answer__isnull=False))
        ideas = ideas.order_by("-answer__answered_at", "-id")
        ideas = ideas.filter(answer__status__in=["investigating", "accepted"]) if show == "following" else ideas
    return with_progress(
        ideas.filter(campaign__municipality_id=municipality_id)
        .select_related("campaign__municipality", "answer")
        .annotate(assigned=Subquery(handled.values("assigned_to__pseudonym")[:1]))
    )


def _given_to_others(viewer: Account, municipality_id: int) -> Q:
    """Whether an idea with `due_on` is a colleague's who is away, or late and a colleague's, for whom one stands in."""
    standing = [one for one in stand_ins(deputy=viewer, municipality_id=municipality_id) if one.kind == "organiser"]
    away, late = ([one.account_id for one in standing if one.is_away == is_away] for is_away in (True, False))
    handled = Handling.objects.filter(idea=OuterRef("pk"))
    return Q(Exists(handled.filter(assigned_to__in=away))) | Q(
        Exists(handled.filter(assigned_to__in=late)), due_on__lt=LocalToday()
    )


def stood_in_for_idea(by: Account, idea_id: int) -> int | None:
    """For whom somebody works on an idea, where they are that person's deputy now; for the audit log."""
    found = Idea.objects.filter(pk=idea_id).annotate(given_to=_GIVEN_TO)
    idea = with_due(found).values_list("campaign__municipality_id", "given_to", "due_on", "answer").first()
    if idea is None or idea[1] == by.pk:
        return None
    place, given_to, due_on, answer = idea
    is_late = answer is None and due_on is not None and due_on < local_day(database_now())
    return stood_in_for(by, kind="organiser", municipality_id=place, is_late=is_late, account_id=given_to)


@dataclasses.dataclass(frozen=True)
class AnswersWaiting:
    """How many ideas of a campaign wait for an answer by one day, given to one colleague or (None) to nobody."""

    campaign_id: int
    title: LanguageText
    municipality_id: int
    due_on: datetime.date
    given_to: int | None
    count: int


def answers_waiting(municipality_id: int | None = None) -> list[AnswersWaiting]:
    """All answers that wait, of one or all municipalities, by campaign, day and colleague; one query."""
    ideas = unanswered_ideas().order_by()
    if municipality_id is not None:
        ideas = ideas.filter(campaign__municipality_id=municipality_id)
    columns = ("campaign_id", "campaign__title", "campaign__municipality_id", "due_on", "given_to")
    rows = ideas.annotate(given_to=_GIVEN_TO).values_list(*columns).annotate(count=Count("pk"))
    return [AnswersWaiting(*row) for row in rows.order_by("due_on", "campaign_id")]


def with_progress(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Ideas with how many steps are `planned` and how many of them are `done`."""
    steps = Milestone.objects.filter(idea=OuterRef("pk")).order_by().values("idea")
    return ideas.annotate(
        planned=Coalesce(Subquery(steps.annotate(n=Count("pk")).values("n")), 0),
        done=Coalesce(Subquery(steps.annotate(n=Count("done_on")).values("n")), 0),
    )


def due_of(idea: Idea) -> datetime.date | None:
    """By which day an idea is answered, None where there is no such day."""
    return with_due(Idea.objects.filter(pk=idea.pk)).values_list("due_on", flat=True).first()


def handling_of(idea_id: int) -> Handling | None:
    """Who sees to an idea, and what was estimated."""
    return Handling.objects.select_related("assigned_to").filter(idea_id=idea_id).first()


def milestones_of(idea_id: int) -> QuerySet[Milestone]:
    """The steps of an idea by the day for which they are planned."""
    return Milestone.objects.filter(idea_id=idea_id)


def colleagues(municipality_id: int) -> QuerySet[Account]:
    """Who organises for a municipality, by name."""
    held = Role.objects.filter(account=OuterRef("pk"), kind__in=["organiser", "admin"], municipality_id=municipality_id)
    return Account.objects.filter(Exists(held), is_active=True).order_by("pseudonym")


def colleague_called(email: str) -> int:
    """The number of the account with this address, 0 where there is none: `assign_idea` says what is wrong."""
    return Account.objects.filter(email__iexact=email).values_list("pk", flat=True).first() or 0


def personal_data_of(account: Account) -> PersonalData:
    """The notes that a person wrote to colleagues, and the ideas that were given to them."""
    notes = HandlingNote.objects.filter(written_by=account).order_by("id")
    given = Handling.objects.filter(assigned_to=account).order_by("idea_id")
    return {
        "notes_on_ideas": rows_of(notes, "idea_id", "text", "written_at"),
        "ideas_given_to_you": rows_of(given.annotate(number=F("idea_id")), "number"),
    }
