# SPDX-License-Identifier: EUPL-1.2
"""Ideas that a moderator reads before they are shown: kept apart, changed, taken back, shown, refused."""

import datetime
from collections.abc import Callable
from typing import cast

from django.db import transaction
from django.db.models import QuerySet

from backend.common.cache import forget_pages
from backend.common.clock import local_day
from backend.common.errors import NotFound
from backend.ledger.events.event import Assurance, Channel
from backend.ledger.events.services import publish
from backend.participation.campaigns.models import Campaign
from backend.participation.ideas.errors import TextIsRead
from backend.participation.ideas.events import IdeaProposed, IdeaWaits
from backend.participation.ideas.models import Idea, Photo, WaitingIdea
from backend.participation.ideas.photos import forget, set_photo
from backend.participation.ideas.rules import CheckedIdea, IdeaDraft, checked
from backend.participation.ideas.similar import keep_sketches
from backend.participation.participants.selectors import participant_id_of, participant_ids_of
from backend.region.accounts.models import Account

WORDS = ("title", "text", "place", "latitude", "longitude")
"""What of an idea stands apart while it waits."""


def hold_back(idea: Idea, said: CheckedIdea, *, channel: Channel, assurance: Assurance) -> None:
    """Keep apart what a new idea says, until a moderator has read it; in the caller's transaction."""
    campaign: Campaign = idea.campaign
    WaitingIdea.objects.create(
        idea=idea,
        **{name: getattr(said, name) for name in WORDS},
        channel=channel,
        assurance=assurance,
        waits_since=idea.proposed_at,
        read_by=idea.proposed_at + datetime.timedelta(hours=campaign.read_within_hours),
    )
    publish(IdeaWaits(campaign_id=campaign.pk, subject_id=idea.pk, channel=channel, assurance=assurance))


@transaction.atomic
def change_waiting_idea(*, by: Account, idea_id: int, draft: IdeaDraft) -> WaitingIdea:
    """Change what one's waiting idea says; a moderator reads the changed text.

    Raises NotFound, TextIsRead where it was refused, InvalidInput.
    """
    waiting = _own(by, idea_id)
    idea = waiting.idea
    now = checked(draft, idea.campaign)
    for name in WORDS:
        setattr(waiting, name, getattr(now, name))
    waiting.revision += 1
    waiting.save()
    idea.language, idea.category, idea.district = now.language, now.category, now.district
    idea.save(update_fields=["language", "category", "district"])
    if now.photo is not None:
        set_photo(idea, now.photo, now.photo_alt, by)
    return waiting


@transaction.atomic
def take_back_waiting_idea(*, by: Account, idea_id: int) -> None:
    """Take one's waiting idea back: what it says is gone, and nobody reads it. Raises NotFound, TextIsRead."""
    forget_waiting_idea(_own(by, idea_id))


def forget_waiting_idea(waiting: WaitingIdea) -> None:
    """Delete what a waiting or refused idea says, with its photo; in the caller's transaction."""
    idea = waiting.idea
    forget(list(Photo.objects.filter(idea=idea)))
    waits = not waiting.refused_for
    waiting.delete()
    if waits:
        publish(IdeaWaits(campaign_id=idea.campaign_id, subject_id=idea.pk, channel="web", sign=-1))


def show_waiting_idea(idea_id: int) -> bool:
    """Let an idea be shown that waited or was refused, as of the day on which it was written; whether it was there.

    In the caller's transaction. Only now does it count.
    """
    waiting = _locked(idea_id)
    if waiting is None:
        return False
    idea = waiting.idea
    for name in WORDS:
        setattr(idea, name, getattr(waiting, name))
    idea.state = Idea.State.PUBLISHED
    idea.save()
    keep_sketches([idea])
    publish(
        IdeaProposed(
            campaign_id=idea.campaign_id,
            participant_id=idea.author_id,
            subject_id=idea.pk,
            day=local_day(idea.proposed_at),
            channel=cast("Channel", waiting.channel),
            assurance=cast("Assurance", waiting.assurance),
            actor=idea.actor_id,
            waited=True,
        )
    )
    waiting.delete()
    transaction.on_commit(forget_pages, robust=True)
    return True


def refuse_waiting_idea(idea_id: int, *, reason: str) -> bool:
    """Keep an idea from being shown, on a ground; whether it was there. In the caller's transaction."""
    waiting = _locked(idea_id)
    if waiting is None:
        return False
    waiting.refused_for = reason
    waiting.save(update_fields=["refused_for"])
    return True


def waiting_words(idea: Idea) -> WaitingIdea | None:
    """What a waiting or refused idea says, for its author and for moderators; None for any other."""
    if idea.state != Idea.State.WAITING:
        return None
    return WaitingIdea.objects.filter(idea=idea).first()


def waiting_words_of(idea_ids: list[int]) -> dict[int, WaitingIdea]:
    """The same of some ideas, by their id; one query."""
    return {one.idea_id: one for one in WaitingIdea.objects.filter(idea_id__in=idea_ids)}


def own_waiting_idea(idea_id: int, who: Callable[[Campaign], int | None]) -> WaitingIdea:
    """One's idea that waits or was refused, with its campaign; `who` is the reader's participant in a campaign.

    Raises NotFound for everybody else.
    """
    found = _with_idea().filter(idea_id=idea_id, idea__campaign__published_at__isnull=False).first()
    if found is None or found.idea.author_id is None or found.idea.author_id != who(found.idea.campaign):
        raise NotFound
    return found


def waiting_ideas_of(account: Account) -> list[WaitingIdea]:
    """A person's ideas that wait or were refused, the newest first."""
    own = participant_ids_of(account)
    return list(_with_idea().filter(idea__author_id__in=own).order_by("-waits_since", "-idea_id"))


def _with_idea() -> QuerySet[WaitingIdea]:
    return WaitingIdea.objects.select_related("idea__campaign__municipality", "idea__category", "idea__district")


def _own(by: Account, idea_id: int) -> WaitingIdea:
    """The account's own waiting idea, locked."""
    waiting = _locked(idea_id)
    if waiting is None or waiting.idea.campaign.published_at is None:
        raise NotFound
    if waiting.idea.author_id != participant_id_of(by, waiting.idea.campaign_id):
        raise NotFound
    if waiting.refused_for:
        raise TextIsRead
    return waiting


def _locked(idea_id: int) -> WaitingIdea | None:
    found = WaitingIdea.objects.select_for_update(of=("self", "idea")).select_related("idea__campaign")
    return found.filter(idea_id=idea_id).first()
