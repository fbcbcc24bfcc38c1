# SPDX-License-Identifier: EUPL-1.2
"""Names in texts: stored as relations when a comment is written, taken out when their owner is forgotten.

Whoever speaks of somebody holds that person first and the comment second, as an erasure does.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from backend.participation.discussion.models import Comment, CommentVersion, Mention
from backend.participation.discussion.rules import Named, names_in
from backend.participation.discussion.selectors import mentioned_in, people_on
from backend.participation.participants.selectors import hold_participants, names_of


def mark_names(comment: Comment) -> None:
    """Store whom the text mentions, and put `marks` on the comment; asks nothing where it has no `@`.

    Who is forgotten at this moment is blanked: nobody's name comes back after their erasure.
    """
    named = names_in(comment.text, people_on(comment.idea_id)) if "@" in comment.text else []
    kept = _store(comment, named) if named else set()
    if gone := [one for one in named if one.start not in kept]:
        comment.text = _blanked(comment.text, gone)
        Comment.objects.filter(pk=comment.pk).update(text=comment.text)
    comment.marks = [  # type: ignore[attr-defined]
        {"start": one.start, "length": one.length} for one in named if one.start in kept
    ]


# the mentioned are held: where one of them is being forgotten it waits, and then finds nobody
_STORE = """
    WITH person AS MATERIALIZED (
        SELECT id FROM participants_participant WHERE id = ANY(%s) AND account_id IS NOT NULL ORDER BY id FOR KEY SHARE
    )
    INSERT INTO discussion_mention (comment_id, participant_id, start, length)
    SELECT %s, person.id, named.start, named.length
    FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS named (id, start, length) JOIN person ON person.id = named.id
    RETURNING start
"""


def _store(comment: Comment, named: list[Named]) -> set[int]:
    """Store who is mentioned where; the places of those who are still somebody."""
    people = [one.participant_id for one in named]
    places, lengths = [one.start for one in named], [one.length for one in named]
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [people, comment.pk, people, places, lengths])
        return {start for (start,) in cursor.fetchall()}


def hold_named(comment_id: int) -> None:
    """Keep those whom a comment mentions until the caller's transaction ends; to be called before it is locked."""
    hold_participants(mentioned_in(comment_id))


def hold_texts(participant_ids: list[int]) -> None:
    """Lock what these participants wrote and what mentions them: a change that is under way is waited for."""
    about = Mention.objects.filter(participant_id__in=participant_ids).values("comment")
    whole = Comment.objects.filter(Q(author_id__in=participant_ids) | Q(id__in=about)).order_by("id")
    list(whole.select_for_update(no_key=True).values_list("id"))


def blank_names(participant_ids: list[int]) -> None:
    """Take the names of some participants out of all texts that mention them, and forget the mentions."""
    names = names_of(participant_ids)
    for mention in Mention.objects.filter(participant_id__in=participant_ids).select_related("comment"):
        # the same row once for each of its mentions: each blank is as long as the name, so the others stay in place
        text = Comment.objects.values_list("text", flat=True).get(pk=mention.comment_id)
        names[text[mention.start + 1 : mention.start + mention.length]] = mention.participant_id
        Comment.objects.filter(pk=mention.comment_id).update(text=_blanked(text, [mention]))
        mention.delete()
    for name, participant_id in names.items():
        _blank_in_versions(name, participant_id)


def _blank_in_versions(name: str, participant_id: int) -> None:
    """Earlier versions have no mentions of their own: the name is looked for as it was when they were written."""
    for version in CommentVersion.objects.filter(text__icontains=f"@{name}").select_related("comment"):
        people = {**people_on(version.comment.idea_id), name: participant_id}
        found = [one for one in names_in(version.text, people) if one.participant_id == participant_id]
        CommentVersion.objects.filter(pk=version.pk).update(text=_blanked(version.text, found))


def _blanked(text: str, names: Iterable[Named | Mention]) -> str:
    """The text with dots of the same length in the place of names."""
    for one in names:
        text = text[: one.start] + "@" + "…" * (one.length - 1) + text[one.start + one.length :]
    return text
