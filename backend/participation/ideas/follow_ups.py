# SPDX-License-Identifier: EUPL-1.2
"""What follows from an idea, run by the worker and never by an act: its share card is wanted."""

from django.db import connection

from backend.ledger.events.services import Span
from backend.participation.ideas.events import IdeaProposed, IdeaShownAgain


def want_share_cards(span: Span) -> None:
    """Note which ideas of a span of positions are to have a card; imported ones are not, by the ten thousand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ideas_sharecard (idea_id, version) SELECT DISTINCT idea.id, 0"
            " FROM events_event AS event JOIN ideas_idea AS idea ON idea.id = event.subject_id"
            " WHERE event.position > %s AND event.position <= %s AND event.kind = ANY(%s) AND event.channel <> 'import'"
            " ON CONFLICT (idea_id) DO NOTHING",
            [span.after, span.upto, [IdeaProposed.kind, IdeaShownAgain.kind]],
        )
