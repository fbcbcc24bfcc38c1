# SPDX-License-Identifier: EUPL-1.2
"""Everything that an instance tells of a municipality, without the numbers that only that instance has."""

import dataclasses
from typing import Any

from django.db.models import F
from pyroaring import BitMap

from backend.insight.engagement.models import ContextPeople, DailyCount, DailyPeople
from backend.insight.engagement.selectors import campaign_statistics
from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.selectors import FILTERS, figures_of
from backend.ledger.events.models import Event
from backend.methods.indicators.catalogue import catalogue
from backend.participation.campaigns.models import Amendment, Campaign, Partner, VotingWindow
from backend.participation.discussion.models import Comment, Tally, ThanksTally
from backend.participation.ideas.models import AnswerVersion, Idea, IdeaVersion, Photo
from backend.participation.moderation.models import Decision
from backend.participation.moderation.transparency import period_of, transparency_report
from backend.participation.supports.models import Merging, Outcome, Support
from backend.participation.supports.models import Tally as SupportTally
from backend.region.municipalities.models import Look, Statement
from backend.region.places.models import Municipality
from backend.region.programme.models import FundingRow, Pilot, PilotActor, PilotMilestone

LEFT_BEHIND = ("idea_waits", "comment_waits")
"""Events of words that a moderator has not read; docs/exit.md says so."""


def told_of(slug: str) -> dict[str, Any]:
    """By question, what the instance answers of the municipality with this slug."""
    place = Municipality.objects.get(slug=slug)
    campaigns = list(Campaign.objects.filter(municipality=place).order_by("slug"))
    told: dict[str, Any] = {f"campaign {campaign.slug}": _of_campaign(campaign) for campaign in campaigns}
    told["transparency"] = dataclasses.asdict(transparency_report(place, period_of(None, None)))
    told["transparency"].pop("read_first")  # counts of what waited, which stays behind
    told["look"] = [_plain(row) for row in Look.objects.filter(municipality=place).values()]
    told["statement"] = [_plain(row) for row in Statement.objects.filter(municipality=place).values()]
    told["pilots"] = _pilots(place)
    for indicator in catalogue().indicators.values():
        if "municipality" not in indicator.dimensions:
            continue
        for by in ("", *(one for one in indicator.dimensions if one not in FILTERS)):
            question = Question(code=indicator.code, municipality=slug, by=by)
            figures = figures_of(question).figures
            told[f"indicator {indicator.code} by {by or 'nothing'}"] = [repr(figure) for figure in figures]
    return told


def unlike(before: Any, after: Any, where: str = "") -> list[str]:
    """Every place where two answers differ, in words."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = sorted({*before, *after}, key=str)
        return [one for name in names for one in unlike(before.get(name), after.get(name), f"{where}/{name}")]
    if isinstance(before, (list, tuple)) and isinstance(after, (list, tuple)) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [one for place, pair in pairs for one in unlike(*pair, f"{where}/{place}")]
    return [] if before == after else [f"{where}: {before!r:.200} / {after!r:.200}"]


def _of_campaign(campaign: Campaign) -> dict[str, Any]:
    of = {"idea__campaign": campaign}
    statistics = dataclasses.asdict(campaign_statistics(campaign))
    for changes in ("position", "epoch", "recorded_at", "campaign_id", "computed_at"):
        statistics.pop(changes, None)
    return {
        "campaign": _plain(Campaign.objects.filter(pk=campaign.pk).values().get()),
        "phases": [_plain(row) for row in campaign.phases.values()],
        "windows": [_plain(row) for row in VotingWindow.objects.filter(phase__campaign=campaign).values()],
        "amendments": [_plain(row) for row in Amendment.objects.filter(campaign=campaign).values()],
        "partners": list(Partner.objects.filter(campaign=campaign).values_list("municipality__slug", "left_at")),
        "ideas": _ideas(campaign),
        "comments": _comments(campaign),
        "versions": list(IdeaVersion.objects.filter(**of).order_by("idea", "number").values_list("number", "title")),
        "answers": list(
            AnswerVersion.objects.filter(answer__idea__campaign=campaign)
            .order_by("answer", "number")
            .values_list("number", "text", "status", "answered_at")
        ),
        "photos": list(Photo.objects.filter(**of).order_by("idea").values_list("alt", "width", "small_width")),
        "supports": list(Support.objects.filter(**of).order_by("given_at").values_list("idea__title", "given_at")),
        "mergings": list(Merging.objects.filter(source__campaign=campaign).values_list("reason", "added", "supports")),
        "outcomes": list(Outcome.objects.filter(**of).values_list("idea__title", "supports", "unverified")),
        "decisions": list(
            Decision.objects.filter(case__campaign=campaign, carried_out_at__isnull=False)
            .order_by("id")
            .values_list("outcome", "ground", "decided_at", "case__idea__title", "appeal__stands")
        ),
        "statistics": statistics,
        "days": list(
            DailyCount.objects.filter(campaign_id=campaign.pk)
            .order_by("day", "kind", "channel")
            .values_list("day", "kind", "channel", "net", "gross")
        ),
        "people": [
            (row.day, len(BitMap.deserialize(bytes(row.people))))
            for row in DailyPeople.objects.filter(campaign_id=campaign.pk).order_by("day")
        ],
        "contexts": sorted(
            (row.dimension, row.value if row.dimension != "district" else row.value != "", _count(row.people))
            for row in ContextPeople.objects.filter(campaign_id=campaign.pk)
        ),
        "history": list(
            Event.objects.filter(campaign_id=campaign.pk)
            .exclude(kind__in=["campaign_arrived", *LEFT_BEHIND])
            .order_by("position")
            .values_list("kind", "day", "sign", "channel", "assurance", "recorded_at")
        ),
    }


def _count(people: bytes) -> int:
    return len(BitMap.deserialize(bytes(people)))


def _ideas(campaign: Campaign) -> list[Any]:
    tallies = {tally.idea_id: (tally.supports, tally.unverified) for tally in SupportTally.objects.all()}
    comments = dict(Tally.objects.values_list("idea", F("in_favour") * 10_000 + F("against") * 100 + F("neutral")))
    found = Idea.objects.filter(campaign=campaign).select_related("merged_into", "answer", "category", "district")
    return [
        {
            "words": (idea.title, idea.text, idea.place) if idea.state in {"published", "merged"} else (),
            "state": (idea.state, idea.hidden_for, idea.version, idea.proposed_at, idea.language),
            "merged": idea.merged_into.title if idea.merged_into else "",
            "category": idea.category.slug if idea.category else "",
            "supports": tallies.get(idea.pk, (0, 0)),
            "comments": comments.get(idea.pk, 0),
            "answer": (idea.answer.status, idea.answer.text, idea.answer.answered_at) if has_answer(idea) else (),
        }
        for idea in found.order_by("id")
    ]


def has_answer(idea: Idea) -> bool:
    """Whether there is one."""
    return getattr(idea, "answer", None) is not None


def _comments(campaign: Campaign) -> list[Any]:
    """The tree: each comment by its place, with the place of its parent."""
    found = list(Comment.objects.filter(idea__campaign=campaign).order_by("id"))
    places = {comment.pk: place for place, comment in enumerate(found)}
    thanks = dict(ThanksTally.objects.values_list("comment", "thanks"))
    return [
        (
            places.get(comment.parent_id),
            comment.stance,
            len(comment.text) if comment.withdrawn_at is None else 0,
            comment.hidden_for,
            comment.version,
            comment.written_at,
            comment.withdrawn_at,
            thanks.get(comment.pk, 0),
        )
        for comment in found
    ]


def _pilots(place: Municipality) -> list[Any]:
    return [
        (
            _plain(Pilot.objects.filter(pk=pilot.pk).values().get()),
            list(PilotMilestone.objects.filter(pilot=pilot).order_by("id").values_list("title", "due_on", "done_on")),
            list(
                PilotActor.objects.filter(pilot=pilot, state__in=("confirmed", "ended"))
                .order_by("id")
                .values_list("actor__name", "role", "state", "asked_at", "decided_at")
            ),
            list(FundingRow.objects.filter(pilot=pilot).order_by("id").values_list("instrument__slug", "granted")),
        )
        for pilot in Pilot.objects.filter(municipality=place).order_by("id")
    ]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Without ids of this instance and without accounts."""
    return {name: value for name, value in row.items() if name != "id" and not name.endswith("_id")}
