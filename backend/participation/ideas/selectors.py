# SPDX-License-Identifier: EUPL-1.2
"""Reading ideas."""

import dataclasses
from collections.abc import Iterator
from typing import Literal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat, JSONObject

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.participation.campaigns.permissions import may_see
from backend.participation.ideas.models import (
    READABLE,
    STANDING,
    Answer,
    AnswerVersion,
    Coauthor,
    Idea,
    IdeaVersion,
    Photo,
)
from backend.participation.ideas.search import with_words, words_meant
from backend.region.accounts.selectors import Viewer
from backend.region.programme.models import Pilot

Order = Literal["varied", "newest", "most", "best"]
ANSWERED, UNANSWERED = "answered", "unanswered"


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaQuery:
    """Which ideas of a campaign, and in which order.

    "varied" is put in order by `fair.fair_order`, and before a campaign has its first edition by
    chance: another order for each `seed`; "most" by `supports.selectors.with_tallies`; "best" is how
    well an idea matches the words. `status` is that of the answer, or "answered" or "unanswered";
    `by` a participant who is among the authors, 0 for nobody.
    """

    words: str = ""
    loosely: bool = False
    category: str = ""
    district: str = ""
    status: str = ""
    language: str = ""
    by: int | None = None
    order: Order = "varied"
    seed: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether only some of the campaign's ideas are asked for."""
        some = self.words or self.category or self.district or self.status or self.language
        return bool(some) or self.by is not None


def visible_ideas(*, campaign_id: int, query: IdeaQuery | None = None) -> QuerySet[Idea]:
    """The ideas of a campaign that stand with author, category and district, in one query.

    `order_value` is what the order compares, then the id.
    """
    return with_people_and_places(matching_ideas(campaign_id, query or IdeaQuery()))


def matching_ideas(campaign_id: int, query: IdeaQuery) -> QuerySet[Idea]:
    """The ideas of visible_ideas in their order, without who wrote them and where."""
    ideas = _asked_for(campaign_id, query)
    if query.order == "newest":
        return ideas.annotate(order_value=F("proposed_at")).order_by("-order_value", "-id")
    if query.order == "best" and query.words:
        return ideas
    shuffled = Func(
        Concat(Value(query.seed), Cast("id", TextField()), output_field=TextField()),
        function="md5",
        output_field=TextField(),
    )
    return ideas.annotate(order_value=shuffled).order_by("order_value", "id")


def _asked_for(campaign_id: int, query: IdeaQuery) -> QuerySet[Idea]:
    ideas = Idea.objects.filter(campaign_id=campaign_id, state__in=STANDING)
    if query.words:
        ideas = with_words(ideas, query.words, loosely=query.loosely, best_first=query.order == "best")
    if query.category:
        ideas = ideas.filter(category__slug=query.category)
    if query.district:
        ideas = ideas.filter(district__slug=query.district)
    if query.status in {ANSWERED, UNANSWERED}:
        ideas = ideas.filter(answer__isnull=query.status == UNANSWERED)
    elif query.status:
        ideas = ideas.filter(answer__status=query.status)
    if query.language:
        ideas = ideas.filter(language=query.language)
    if query.by is not None:
        joined = Coauthor.objects.filter(idea=OuterRef("pk"), participant_id=query.by)
        ideas = ideas.filter(Q(author_id=query.by) | Exists(joined))
    return ideas


def nearby(campaign_id: int, query: IdeaQuery) -> Iterator[IdeaQuery]:
    """What to ask where nothing has the very words: for words that begin alike, then for what was mistyped."""
    yield dataclasses.replace(query, loosely=True)
    meant = words_meant(campaign_id, query.words)
    if meant:
        yield dataclasses.replace(query, words=meant)


def ideas_of_all_campaigns(words: str, *, loosely: bool = False) -> QuerySet[Idea]:
    """Ideas of all published campaigns that have the words, the best match first, each with its campaign."""
    ideas = Idea.objects.filter(state=Idea.State.PUBLISHED, campaign__published_at__isnull=False)
    return with_words(ideas, words, loosely=loosely, best_first=True).select_related("campaign__municipality")


def with_people_and_places(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Ideas with who proposed them (people or an organisation), subject, district, answer and photo, in one query."""
    joined = Coauthor.objects.filter(idea=OuterRef("pk")).order_by("joined_at", "id")
    described = JSONObject(participant_id="participant_id", name="participant__account__pseudonym")
    return ideas.select_related("category", "district", "author__account", "actor", "answer", "photo").annotate(
        joined_authors=ArraySubquery(joined.values(found=described))
    )


def answer_to(idea: Idea) -> Answer | None:
    """The municipality's answer, of an idea read by the selectors here; None while there is none."""
    return getattr(idea, "answer", None)


def photo_of(idea: Idea) -> Photo | None:
    """The idea's photo, of an idea read by the selectors here; None where it has none or is withdrawn."""
    return getattr(idea, "photo", None) if idea.state in READABLE and not idea.hidden_for else None


def card_version_of(idea: Idea) -> int:
    """Of which version the idea's share card is, of an idea read by `idea_by_id`; 0 while there is none to show."""
    card = getattr(idea, "share_card", None)
    return card.version if card is not None and card.file_id and idea.state == Idea.State.PUBLISHED else 0


@dataclasses.dataclass(frozen=True)
class JoinedAuthor:
    """A co-author; without a `name` where the person has left the service."""

    participant_id: int
    name: str | None


def coauthors_of(idea: Idea) -> list[JoinedAuthor]:
    """The co-authors in the order in which they joined, of an idea read by `with_people_and_places`."""
    return [JoinedAuthor(**found) for found in getattr(idea, "joined_authors", [])]


def is_author(idea: Idea, participant_id: int | None) -> bool:
    """Whether the participant is the first author or another, of an idea read by `with_people_and_places`."""
    if participant_id is None:
        return False
    return participant_id == idea.author_id or any(one.participant_id == participant_id for one in coauthors_of(idea))


def answered_ideas() -> QuerySet[Idea]:
    """Ideas of published campaigns that have their answer, the latest answer first."""
    return (
        with_people_and_places(Idea.objects.filter(answer__isnull=False, campaign__published_at__isnull=False))
        .select_related("campaign__municipality")
        .order_by("-answer__answered_at", "-id")
    )


@dataclasses.dataclass(frozen=True)
class AnswerFigures:
    """How the promise to answer is kept in the region: ideas in all, answered, and done."""

    ideas: int
    answered: int
    done: int


def answer_figures() -> AnswerFigures:
    """The figures of all published campaigns that are in their results, in one query."""
    over = Idea.objects.filter(
        state__in=STANDING,
        campaign__published_at__isnull=False,
        campaign__imported=False,
        campaign__phases__kind="results",
        campaign__phases__opens__lte=ClockTimestamp(),
    )
    figures = over.aggregate(
        ideas=Count("id", distinct=True),
        answered=Count("id", distinct=True, filter=Q(answer__isnull=False)),
        done=Count("id", distinct=True, filter=Q(answer__status=Answer.Status.DONE)),
    )
    return AnswerFigures(**figures)


def all_ideas(campaign_id: int) -> QuerySet[Idea]:
    """The ideas of a campaign, withdrawn ones too, with whether each `stands`."""
    stands = ExpressionWrapper(Q(state__in=STANDING), output_field=BooleanField())
    return Idea.objects.filter(campaign_id=campaign_id).annotate(stands=stands).order_by("id")


def idea_count(campaign_id: int) -> int:
    """How many ideas of a campaign stand."""
    return Idea.objects.filter(campaign_id=campaign_id, state__in=STANDING).count()


def idea_counts(campaign_ids: list[int]) -> dict[int, int]:
    """How many ideas stand by campaign, for a list of campaigns."""
    ideas = Idea.objects.filter(campaign_id__in=campaign_ids, state__in=STANDING).order_by()
    return dict(ideas.values_list("campaign_id").annotate(count=Count("id")))


def idea_by_id(idea_id: int, *, viewer: Viewer = None) -> Idea:
    """One idea with its campaign and municipality, withdrawn or not; NotFound where not the viewer's to see."""
    merged = Idea.objects.filter(merged_into=OuterRef("pk")).order_by("id")
    described = JSONObject(id="id", title="title", language="language", hidden_for="hidden_for")
    ideas = with_people_and_places(Idea.objects.filter(pk=idea_id)).annotate(
        included=ArraySubquery(merged.values(found=described))
    )
    found = ideas.select_related("campaign__municipality", "share_card", "merged_into", "became__pilot").first()
    if found is None or not may_see(viewer, found.campaign):
        raise NotFound
    return found


def pilot_with(idea: Idea) -> Pilot | None:
    """The pilot that came of an idea, which was read by `idea_by_id`."""
    link = getattr(idea, "became", None)
    return link.pilot if link is not None else None


@dataclasses.dataclass(frozen=True)
class MergedIdea:
    """An idea that was merged into the one that is read; without a title where it was erased or is hidden."""

    id: int
    title: str
    language: str
    hidden_for: str


def merged_ideas(idea: Idea) -> list[MergedIdea]:
    """The ideas that were merged into this one, which was read by `idea_by_id`."""
    return [MergedIdea(**found) for found in getattr(idea, "included", [])]


def idea_alone(idea_id: int, *, viewer: Viewer = None) -> Idea:
    """One idea with its campaign and nothing else, in one light query; raises NotFound as idea_by_id does."""
    found = Idea.objects.select_related("campaign").filter(pk=idea_id).first()
    if found is None or not may_see(viewer, found.campaign):
        raise NotFound
    return found


def versions_of(idea: Idea) -> QuerySet[IdeaVersion]:
    """What the idea said before, oldest first; nothing while it is hidden."""
    return IdeaVersion.objects.filter(idea=idea, idea__hidden_for="").select_related("category", "district")


def answer_versions(idea: Idea) -> QuerySet[AnswerVersion]:
    """What the municipality's answer said before, the oldest first."""
    return AnswerVersion.objects.filter(answer__idea=idea)


def ideas_of_actor(actor_id: int) -> QuerySet[Idea]:
    """The ideas of published campaigns that were proposed in an organisation's name, the newest first."""
    return (
        with_people_and_places(Idea.objects.filter(actor_id=actor_id, state=Idea.State.PUBLISHED))
        .filter(campaign__published_at__isnull=False)
        .select_related("campaign__municipality")
        .order_by("-proposed_at", "-id")
    )


def ideas_by(participant_ids: list[int]) -> QuerySet[Idea]:
    """The ideas of some participants, the newest first."""
    return Idea.objects.filter(author_id__in=participant_ids).select_related("campaign").order_by("-proposed_at")


def ideas_written_by(participant_ids: list[int]) -> QuerySet[Idea]:
    """Those, and the ideas that some participants write together with others, with their answers; the newest first."""
    shared = Coauthor.objects.filter(participant_id__in=participant_ids).values("idea")
    written = Idea.objects.filter(Q(author_id__in=participant_ids) | Q(pk__in=shared))
    return written.select_related("campaign", "answer").order_by("-proposed_at", "-id")
