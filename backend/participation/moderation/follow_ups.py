# SPDX-License-Identifier: EUPL-1.2
"""Cases that follow from what people write, opened by the worker and never by an act."""

from typing import Any

from django.db import connection

from backend.ledger.events.services import Span
from backend.participation.discussion.events import CommentWaits
from backend.participation.ideas.events import IdeaWaits

_KINDS = [IdeaWaits.kind, CommentWaits.kind]
_OPEN = """
    INSERT INTO moderation_case (campaign_id, idea_id, comment_id, source, opened_at, due_at)
    SELECT event.campaign_id, event.subject_id, (event.numbers->>'comment')::bigint, %(source)s,
           coalesce(said.waits_since, idea.waits_since), coalesce(said.read_by, idea.read_by)
    FROM events_event AS event
    LEFT JOIN ideas_waitingidea AS idea ON event.kind = 'idea_waits' AND idea.idea_id = event.subject_id
    LEFT JOIN discussion_waitingcomment AS said ON event.kind = 'comment_waits'
         AND said.comment_id = (event.numbers->>'comment')::bigint
    WHERE event.position > %(after)s AND event.position <= %(upto)s AND event.kind = ANY(%(kinds)s) AND event.sign = 1
      AND coalesce(said.waits_since, idea.waits_since) IS NOT NULL
    ORDER BY event.position ON CONFLICT DO NOTHING
"""
# what its author took back before anybody had read it waits no longer
_CLOSE = """
    UPDATE moderation_case AS waiting SET closed_at = clock_timestamp() FROM events_event AS event
    WHERE event.position > %(after)s AND event.position <= %(upto)s AND event.kind = ANY(%(kinds)s) AND event.sign = -1
      AND waiting.idea_id = event.subject_id
      AND waiting.comment_id IS NOT DISTINCT FROM (event.numbers->>'comment')::bigint
      AND waiting.source = %(source)s AND waiting.closed_at IS NULL
"""


def queue_what_waits(span: Span) -> None:
    """Put what waits to be read into the moderators' queue, and take out what its author took back."""
    values: dict[str, Any] = {"after": span.after, "upto": span.upto, "kinds": _KINDS, "source": "premoderation"}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, values)
        cursor.execute(_CLOSE, values)
