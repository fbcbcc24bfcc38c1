# SPDX-License-Identifier: EUPL-1.2
"""Share cards: wanted by a follow-up of the ledger, drawn by the worker, shown as long as the idea stands."""

import structlog
from django.db import transaction
from django.db.models import F

from backend.common.errors import NotFound
from backend.common.text import in_language
from backend.participation.ideas import stored_files
from backend.participation.ideas.cards import CardWords, card_of
from backend.participation.ideas.models import Idea, ShareCard

_log = structlog.get_logger(__name__)


def draw_due_share_cards(*, most: int = 40) -> int:
    """Draw the cards of ideas that are new or were changed; how many. May run twice at once.

    An idea whose card cannot be drawn goes without one until it is changed.
    """
    due = list(
        ShareCard.objects.filter(version__lt=F("idea__version"), idea__state=Idea.State.PUBLISHED)
        .select_related("idea__campaign__municipality")
        .order_by("idea_id")[:most]
    )
    for card in due:
        _keep(card.idea, _drawn(card.idea))
    return len(due)


def _drawn(idea: Idea) -> str | None:
    """The name of the file, stored but not shown yet; None where something is wrong with it."""
    words = CardWords(
        title=idea.title,
        campaign=in_language(idea.campaign.title, idea.language),
        municipality=in_language(idea.campaign.municipality.name, idea.language),
    )
    try:
        content = card_of(words)
    except (ValueError, OSError, StopIteration):
        _log.exception("share_card_failed", idea=idea.pk)
        return None
    return stored_files.store("cards", "png", content)


@transaction.atomic
def _keep(idea: Idea, file: str | None) -> None:
    """Show the new card and let the one before go, unless the idea has changed again or the row has gone."""
    card = ShareCard.objects.select_for_update().filter(pk=idea.pk, version__lt=idea.version).first()
    if card is None:
        stored_files.let_go([file] if file is not None else [])
        return
    if card.file_id is not None:
        stored_files.let_go([card.file_id])
    if file is not None:
        stored_files.keep([file])
    ShareCard.objects.filter(pk=idea.pk).update(version=idea.version, file=file)


def share_card(idea_id: int) -> bytes:
    """The card of an idea that stands; raises NotFound where there is none yet."""
    card = ShareCard.objects.filter(
        idea_id=idea_id,
        file__isnull=False,
        idea__state=Idea.State.PUBLISHED,
        idea__campaign__published_at__isnull=False,
    ).first()
    if card is None or card.file_id is None:
        raise NotFound
    return stored_files.read(card.file_id)


def forget_cards(idea_ids: list[int]) -> None:
    """Forget the cards of ideas whose text is no more; in the caller's transaction."""
    cards = ShareCard.objects.filter(idea_id__in=idea_ids)
    files = [name for name in cards.values_list("file", flat=True) if name is not None]
    cards.delete()
    stored_files.let_go(files)
