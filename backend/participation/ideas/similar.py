# SPDX-License-Identifier: EUPL-1.2
"""Ideas like the one that somebody is writing.

A campaign's titles are kept in the process as one matrix, and renewed by the ledger's position: what another
process stored is known here as soon as the relay has stamped its event.
"""

import dataclasses
import threading
import zlib
from collections.abc import Iterable, Sequence

from django.db import connection

from backend.ledger.events.selectors import change_since
from backend.methods.similarity.collection import Near, Title, Titles
from backend.methods.similarity.sketch import sketch
from backend.participation.campaigns.models import Campaign
from backend.participation.ideas.models import Idea, Sketch

# what changes the titles of a campaign
KINDS = (
    "idea_proposed",
    "idea_edited",
    "idea_withdrawn",
    "idea_restored",
    "idea_erased",
    "idea_merged",
    "idea_unmerged",
    "idea_hidden",
    "idea_shown_again",
)
# ideas whose titles a process keeps, of all campaigns together: about 2 KiB each
MOST_KEPT = 40_000
_STEMS = " || ".join(f"to_tsvector('{one}', %s)" for one in ("finnish", "swedish", "english"))


def keep_sketches(ideas: Iterable[Idea]) -> None:
    """Store the sketches of ideas that are new or have another title, in one statement."""
    Sketch.objects.bulk_create(
        (Sketch(idea=idea, title_hash=_hash(idea.title), pieces=sketch(idea.title)) for idea in ideas),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["idea"],
        update_fields=["title_hash", "pieces"],
    )


def similar_ideas(*, campaign: Campaign, title: str, text: str = "", limit: int = 3, but: int = 0) -> list[Near]:
    """The ideas that stand in the campaign and say nearly the same, the nearest first; `but` names one to leave out.

    Two queries when nothing changed. An idea is found from when the relay has given its event a position.
    """
    if len(title.strip()) < 3:
        return []
    typed = dataclasses.replace(_typed(title, text), number=but)
    return titles_of(campaign.pk).nearest(typed, limit=limit)


def titles_of(campaign_id: int) -> Titles:
    """The titles of a campaign as of its last position."""
    with _lock:
        kept = _kept.get(campaign_id)
    change = change_since(campaign_id, after=kept.position if kept else 0, kinds=KINDS)
    if kept is None or change.position < kept.position:
        kept = _Kept(change.position, Titles.of(_read(campaign_id)))
    elif change.position > kept.position:
        kept = _Kept(change.position, _renewed(kept.titles, campaign_id, change.subject_ids))
    _keep(campaign_id, kept)
    return kept.titles


@dataclasses.dataclass(frozen=True)
class _Kept:
    position: int
    titles: Titles


_lock = threading.Lock()
_kept: dict[int, _Kept] = {}


def _keep(campaign_id: int, kept: _Kept) -> None:
    """Keep the titles, and let go of those that were asked for longest ago where they are too many."""
    with _lock:
        _kept.pop(campaign_id, None)
        _kept[campaign_id] = kept
        while len(_kept) > 1 and sum(len(one.titles) for one in _kept.values()) > MOST_KEPT:
            del _kept[next(iter(_kept))]


def _renewed(titles: Titles, campaign_id: int, idea_ids: Sequence[int]) -> Titles:
    if not idea_ids:
        return titles
    found = _read(campaign_id, idea_ids)
    return titles.renewed(found, set(idea_ids) - {one.number for one in found})


def _read(campaign_id: int, idea_ids: Sequence[int] | None = None) -> list[Title]:
    """Titles of ideas that stand, in one query; a sketch that is missing or of another title is made on the way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT idea.id, title, title_hash, pieces, tsvector_to_array(title_words) FROM ideas_idea AS idea"
            " LEFT JOIN ideas_sketch ON idea_id = idea.id"
            " WHERE campaign_id = %s AND state = %s AND (%s::bigint[] IS NULL OR idea.id = ANY(%s)) ORDER BY idea.id",
            [campaign_id, Idea.State.PUBLISHED, *[None if idea_ids is None else list(idea_ids)] * 2],
        )
        return [
            Title.of(number, pieces if made_of == _hash(title) else sketch(title), stems)
            for number, title, made_of, pieces, stems in cursor.fetchall()
        ]


def _typed(title: str, text: str) -> Title:
    """What is being written, with its stems."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT tsvector_to_array({_STEMS}), tsvector_to_array({_STEMS})",
            [*[title] * 3, *[text] * 3],
        )
        stems, told = cursor.fetchone()
    return dataclasses.replace(Title.of(0, sketch(title), stems), told=frozenset(told))


def _hash(title: str) -> int:
    return zlib.crc32(title.encode())
