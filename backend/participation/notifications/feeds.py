# SPDX-License-Identifier: EUPL-1.2
"""What stands in a feed: new ideas, answers, comments and campaigns, the newest first, for everybody's eyes."""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext

from backend.common.text import in_language
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.partners import held_by
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Answer, Idea
from backend.participation.ideas.selectors import idea_by_id
from backend.participation.moderation.grounds import place_of_hidden
from backend.participation.notifications.sentences import name_of, writer_of
from backend.region.places.selectors import municipality_by_slug
from backend.region.programme.models import Pilot
from backend.region.programme.showcase import pilots

MOST = 30


@dataclasses.dataclass(frozen=True)
class Entry:
    """One thing in a feed; `id` is a tag URI (RFC 4151) that never changes."""

    id: str
    title: str
    path: str
    at: datetime.datetime
    text: str
    author: str


@dataclasses.dataclass(frozen=True)
class Feed:
    """A feed's own name, address of the page it is about, and its entries; `at` is when it last changed."""

    id: str
    title: str
    path: str
    at: datetime.datetime
    entries: list[Entry]


def campaign_feed(slug: str) -> Feed:
    """New ideas and answers of a campaign. Raises NotFound; two queries more."""
    campaign = campaign_alone(slug)
    entries = [
        *map(_idea, _ideas(campaign=campaign)[:MOST]),
        *map(_answer, _answers(idea__campaign=campaign)[:MOST]),
    ]
    page = reverse("campaign", args=[campaign.slug])
    return _feed(f"campaign/{campaign.pk}", _said(campaign.title), page, campaign.published_at, entries)


def municipality_feed(slug: str) -> Feed:
    """New campaigns, ideas and answers of a municipality. Raises NotFound; three queries more."""
    place = municipality_by_slug(slug)
    campaigns = Campaign.objects.filter(held_by([place.pk]), published_at__isnull=False).order_by("-published_at")
    entries = [
        *map(_campaign, campaigns[:MOST]),
        *map(_idea, _ideas().filter(held_by([place.pk], "campaign"))[:MOST]),
        *map(_answer, _answers().filter(held_by([place.pk], "idea__campaign"))[:MOST]),
    ]
    page = f"{reverse('campaigns')}?municipality={place.slug}"
    return _feed(f"municipality/{place.code}", _said(place.name), page, None, entries)


def idea_feed(idea_id: int) -> Feed:
    """Comments on an idea and its answer. Raises NotFound; two queries more."""
    idea = idea_by_id(idea_id)
    comments = Comment.objects.filter(idea=idea, withdrawn_at__isnull=True).select_related(
        "idea", "author__account", "official", "actor"
    )
    entries = [
        *map(_comment, comments.order_by("-written_at", "-id")[:MOST]),
        *map(_answer, _answers(idea=idea)[:1]),
    ]
    return _feed(f"idea/{idea.pk}", _title(idea), reverse("idea", args=[idea.pk]), idea.proposed_at, entries)


def showcase_feed() -> Feed:
    """Pilots, the latest changed first; one query."""
    return _feed("showcase", gettext("Showcase"), reverse("showcase"), None, map(_pilot, pilots()[:MOST]))


def _feed(name: str, title: str, path: str, began: datetime.datetime | None, entries: Iterable[Entry]) -> Feed:
    newest = sorted(entries, key=lambda entry: (entry.at, entry.id), reverse=True)[:MOST]
    first = began or datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return Feed(_tag(name), title, path, max([first, *(entry.at for entry in newest)]), newest)


def _ideas(**of: Any) -> QuerySet[Idea]:
    there = [Idea.State.PUBLISHED, Idea.State.HIDDEN]
    shown = Idea.objects.filter(state__in=there, campaign__published_at__isnull=False, **of)
    return shown.select_related("author__account", "actor").order_by("-proposed_at", "-id")


def _answers(**of: Any) -> QuerySet[Answer]:
    shown = Answer.objects.filter(idea__state=Idea.State.PUBLISHED, idea__campaign__published_at__isnull=False, **of)
    return shown.select_related("idea__campaign__municipality").order_by("-answered_at", "-idea_id")


def _campaign(campaign: Campaign) -> Entry:
    page = reverse("campaign", args=[campaign.slug])
    title = gettext("New campaign: %(title)s") % {"title": _said(campaign.title)}
    at = campaign.published_at or campaign.created_at
    return Entry(_tag(f"campaign/{campaign.pk}"), title, page, at, _said(campaign.lead), "")


def _pilot(pilot: Pilot) -> Entry:
    page, author = reverse("pilot", args=[pilot.pk]), _said(pilot.municipality.name)
    text = _said(pilot.outcome) or _said(pilot.summary)
    return Entry(_tag(f"pilot/{pilot.pk}"), _said(pilot.name), page, pilot.changed_at, text, author)


def _idea(idea: Idea) -> Entry:
    page = reverse("idea", args=[idea.pk])
    author = _said(idea.actor.name) if idea.actor else name_of(idea.author)
    return Entry(_tag(f"idea/{idea.pk}"), _title(idea), page, idea.proposed_at, idea.text, author)


def _answer(answer: Answer) -> Entry:
    page = f"{reverse('idea', args=[answer.idea_id])}#answer-title"
    title = gettext("Answer: %(title)s") % {"title": answer.idea.title}
    author = _said(answer.office) or _said(answer.idea.campaign.municipality.name)
    return Entry(_tag(f"idea/{answer.idea_id}/answer"), title, page, answer.answered_at, _said(answer.text), author)


def _comment(comment: Comment) -> Entry:
    page = f"{reverse('idea', args=[comment.idea_id])}#comment-{comment.pk}"
    name = writer_of(comment)
    text = place_of_hidden(comment.hidden_for) if comment.hidden_for else comment.text
    title = gettext("%(name)s commented on the idea “%(idea)s”.") % {"name": name, "idea": _title(comment.idea)}
    return Entry(_tag(f"comment/{comment.pk}"), title, page, comment.written_at, text, name)


def _title(idea: Idea) -> str:
    return place_of_hidden(idea.hidden_for) if idea.hidden_for else idea.title


def _said(text: Mapping[str, str]) -> str:
    return in_language(text, (get_language() or "fi")[:2])


def _tag(name: str) -> str:
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{name}"
