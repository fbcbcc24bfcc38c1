# SPDX-License-Identifier: EUPL-1.2
"""Whom texts name, and who waits for whom: the person who is spoken of is held before the comment, as by an erasure."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from backend.participation.discussion.models import Comment, CommentVersion, Mention
from backend.participation.discussion.rules import Named, names_in
from backend.participation.discussion.selectors import mentioned_in, people_on
from backend.participation.participants.selectors import hold_participants, names_of

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


def store_names(comment: Comment, named: list[Named]) -> list[Named]:
    """Store who is mentioned where, in one statement; those who are still somebody.

    Who is forgotten at this moment is blanked in the text: nobody's name comes back after their erasure.
    """
    people = [one.participant_id for one in named]
    places, lengths = [one.start for one in named], [one.length for one in named]
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [people, comment.pk, people, places, lengths])
        kept = {start for (start,) in cursor.fetchall()}
    if gone := [one for one in named if one.start not in kept]:
        comment.text = blanked(comment.text, gone)
        Comment.objects.filter(pk=comment.pk).update(text=comment.text)
    return [one for one in named if one.start in kept]


def hold_named(comment_id: int) -> None:
    """Keep those whom a comment mentions until the caller's transaction ends; to be called before it is locked."""
    hold_participants(mentioned_in(comment_id))


def hold_texts(participant_ids: list[int]) -> None:
    """Lock what these participants wrote and what mentions them: a change that is under way is waited for."""
    about = Mention.objects.filter(participant_id__in=participant_ids).values("comment")
    whole = Comment.objects.filter(Q(author_id__in=participant_ids) | Q(id__in=about)).order_by("id")
    list(whole.select_for_update(no_key=True).values_list("id"))


def blank_earlier_names(participant_ids: list[int]) -> None:
    """Take the names of participants out of earlier versions that mentioned them, also where the comment does not.

    Versions have no mentions of their own: a name is looked for as it was when they were written.
    """
    for name, participant_id in names_of(participant_ids).items():
        for version in CommentVersion.objects.filter(text__icontains=f"@{name}").select_related("comment"):
            people = {**people_on(version.comment.idea_id), name: participant_id}
            found = [one for one in names_in(version.text, people) if one.participant_id == participant_id]
            CommentVersion.objects.filter(pk=version.pk).update(text=blanked(version.text, found))


def blanked(text: str, names: Iterable[Named]) -> str:
    """The text with dots of the same length in the place of names."""
    for one in names:
        text = text[: one.start] + "@" + "…" * (one.length - 1) + text[one.start + one.length :]
    return text
