# SPDX-License-Identifier: EUPL-1.2
"""Two names for one participant that nobody can join: one for public acts, one for private acts.

They are made outside the database, so that the key is never in it, in a log or in a dump, and wait
in two temporary tables for the statements that write the files.
"""

import hashlib
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import connection

from backend.common.ids import keyed_hash

AUTHORS, SUPPORTERS = "export_author", "export_supporter"
_AT_A_TIME = 20_000
_WHO = {
    AUTHORS: (
        "SELECT author_id FROM ideas_idea WHERE campaign_id = %(campaign)s AND author_id IS NOT NULL"
        " AND state <> 'waiting' UNION"
        " SELECT comment.author_id FROM discussion_comment AS comment"
        " JOIN ideas_idea AS idea ON idea.id = comment.idea_id"
        " WHERE idea.campaign_id = %(campaign)s AND NOT comment.waits"
    ),
    SUPPORTERS: "SELECT id FROM participants_participant WHERE campaign_id = %(campaign)s",
}
Pseudonym = Callable[[int], str]


def public_pseudonym(campaign_id: int) -> Pseudonym:
    """Participant id → 16 hexadecimal digits under which a person's ideas and comments stand."""
    return _pseudonym(campaign_id, "public")


def private_pseudonym(campaign_id: int) -> Pseudonym:
    """Participant id → 16 hexadecimal digits under which a person's supports stand."""
    return _pseudonym(campaign_id, "private")


def _pseudonym(campaign_id: int, kind: str) -> Pseudonym:
    """HMAC-SHA-256 under a key of the campaign and kind, derived from settings.EXPORT_KEY."""
    key = keyed_hash(hashlib.sha256(settings.EXPORT_KEY).digest(), "campaign", str(campaign_id), kind)
    return lambda participant_id: keyed_hash(key, str(participant_id)).hex()[:16]


def make_tables() -> None:
    """Make the session's two temporary tables, empty at the end of each transaction."""
    with connection.cursor() as cursor:
        for table in _WHO:
            cursor.execute(
                f"CREATE TEMPORARY TABLE IF NOT EXISTS {table}"
                ' (participant_id bigint, pseudonym text COLLATE "C") ON COMMIT DELETE ROWS'
            )


def fill_tables(campaign_id: int) -> None:
    """Put the pseudonyms of a campaign's participants there, for the transaction."""
    for table, pseudonym in (
        (AUTHORS, public_pseudonym(campaign_id)),
        (SUPPORTERS, private_pseudonym(campaign_id)),
    ):
        for participants in _in_parts(_WHO[table], campaign_id):
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY {table} (participant_id, pseudonym) FROM STDIN") as copy,
            ):
                copy.write("".join(f"{number}\t{pseudonym(number)}\n" for number in participants))


def _in_parts(query: str, campaign_id: int) -> Iterator[list[int]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, {"campaign": campaign_id})
        while rows := cursor.fetchmany(_AT_A_TIME):
            yield [number for (number,) in rows]
