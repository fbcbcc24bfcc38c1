# SPDX-License-Identifier: EUPL-1.2
"""Hiding an idea and showing it again, for the room of moderation: its words are put where no list or page reads."""

from django.db import transaction

from backend.common.cache import forget_pages
from backend.ledger.events.services import publish
from backend.participation.ideas.events import IdeaHidden, IdeaShownAgain
from backend.participation.ideas.models import HiddenIdea, Idea, Sketch
from backend.participation.ideas.share_cards import forget_cards
from backend.participation.ideas.similar import keep_sketches


def hide_idea(idea_id: int, *, reason: str) -> bool:
    """Leave an empty place with the reason; supports, answer and replies stand. Whether it was shown until now.

    In the caller's transaction. An erased idea has nothing to hide.
    """
    idea = Idea.objects.select_for_update().get(pk=idea_id)
    if idea.hidden_for or idea.state == Idea.State.ERASED:
        return False
    HiddenIdea.objects.create(
        idea=idea,
        title=idea.title,
        text=idea.text,
        place=idea.place,
        latitude=idea.latitude,
        longitude=idea.longitude,
    )
    idea.title = idea.text = idea.place = ""
    idea.latitude = idea.longitude = None
    if idea.state == Idea.State.PUBLISHED:
        idea.state = Idea.State.HIDDEN
    idea.hidden_for = reason
    idea.save()
    Sketch.objects.filter(idea=idea).delete()
    forget_cards([idea.pk])
    publish(IdeaHidden(campaign_id=idea.campaign_id, subject_id=idea.pk, channel="office"))
    transaction.on_commit(forget_pages, robust=True)
    return True


def show_idea_again(idea_id: int) -> bool:
    """Put the words of a hidden idea back; whether it was hidden until now. In the caller's transaction."""
    idea = Idea.objects.select_for_update().get(pk=idea_id)
    hidden = HiddenIdea.objects.filter(idea=idea).first()
    if hidden is None:
        return False
    idea.title, idea.text, idea.place = hidden.title, hidden.text, hidden.place
    idea.latitude, idea.longitude, idea.hidden_for = hidden.latitude, hidden.longitude, ""
    if idea.state == Idea.State.HIDDEN:
        idea.state = Idea.State.PUBLISHED
    idea.save()
    hidden.delete()
    keep_sketches([idea])
    publish(IdeaShownAgain(campaign_id=idea.campaign_id, subject_id=idea.pk, channel="office", sign=-1))
    transaction.on_commit(forget_pages, robust=True)
    return True


def hidden_words(idea: Idea) -> HiddenIdea | None:
    """What a hidden idea says, for its author and for moderators; None where it is not hidden."""
    return HiddenIdea.objects.filter(idea=idea).first() if idea.hidden_for else None


def hidden_words_of(idea_ids: list[int]) -> dict[int, tuple[str, str]]:
    """Title and text of some hidden ideas, by their id; one query."""
    found = HiddenIdea.objects.filter(idea_id__in=idea_ids).values_list("idea_id", "title", "text")
    return {idea_id: (title, text) for idea_id, title, text in found}
