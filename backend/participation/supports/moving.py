# SPDX-License-Identifier: EUPL-1.2
"""The statements that let an idea's supports count for another, and for itself again, with the ledger's events.

Each is one statement for however many supporters. The caller holds both ideas, so no support of either is
given or taken back meanwhile.
"""

import dataclasses

from django.db import connection

from backend.participation.supports.events import SupportMoved

_EVENT = """
        INSERT INTO events_event (kind, campaign_id, participant_id, subject_id, sign, channel, assurance)
        SELECT %(kind)s, %(campaign)s, step.participant_id, step.idea_id, step.sign, 'office',
               CASE participant.kind WHEN 'device' THEN 'device' ELSE 'account' END
        FROM step JOIN participants_participant AS participant ON participant.id = step.participant_id
        ORDER BY step.sign, step.participant_id"""
_MOVE = f"""
    WITH moved AS (
        UPDATE supports_support AS support SET counts_for_id = CASE WHEN EXISTS (
            SELECT FROM supports_support AS other
            WHERE other.participant_id = support.participant_id AND other.counts_for_id = %(target)s
        ) THEN NULL ELSE %(target)s END
        WHERE support.idea_id = %(source)s RETURNING support.participant_id, support.counts_for_id
    ), step AS (
        SELECT participant_id, %(source)s::bigint AS idea_id, -1 AS sign FROM moved
        UNION ALL SELECT participant_id, counts_for_id, 1 FROM moved WHERE counts_for_id IS NOT NULL
    ), told AS ({_EVENT})
    SELECT count(*), count(counts_for_id) FROM moved
"""
# A person may have given to a third idea that was merged into the same target: it counts there instead, from now on.
_RETURN = f"""
    WITH held AS MATERIALIZED (
        SELECT id, participant_id, counts_for_id FROM supports_support WHERE idea_id = %(source)s
    ), returned AS (
        UPDATE supports_support AS support SET counts_for_id = %(source)s FROM held WHERE support.id = held.id
        RETURNING support.participant_id
    ), instead AS MATERIALIZED (
        SELECT DISTINCT ON (other.participant_id) other.id, other.participant_id
        FROM held JOIN supports_support AS other ON other.participant_id = held.participant_id
        WHERE held.counts_for_id = %(target)s AND other.counts_for_id IS NULL
          AND other.idea_id IN (SELECT id FROM ideas_idea WHERE id = %(target)s OR merged_into_id = %(target)s)
          AND other.idea_id <> %(source)s
        ORDER BY other.participant_id, other.given_at, other.id
    ), step AS (
        SELECT participant_id, %(source)s::bigint AS idea_id, 1 AS sign FROM returned
        UNION ALL SELECT participant_id, %(target)s, -1 FROM held WHERE counts_for_id = %(target)s
          AND participant_id NOT IN (SELECT participant_id FROM instead)
    ), told AS ({_EVENT})
    SELECT (SELECT count(*) FROM returned), (SELECT count(*) FROM step WHERE sign < 0)
"""
_COUNT_INSTEAD = """
    UPDATE supports_support AS support SET counts_for_id = %(target)s FROM (
        SELECT DISTINCT ON (other.participant_id) other.id FROM supports_support AS held
        JOIN supports_support AS other ON other.participant_id = held.participant_id
        WHERE held.idea_id = %(source)s AND other.counts_for_id IS NULL AND other.idea_id <> %(source)s
          AND other.idea_id IN (SELECT id FROM ideas_idea WHERE id = %(target)s OR merged_into_id = %(target)s)
          AND NOT EXISTS (SELECT FROM supports_support AS counted
                          WHERE counted.participant_id = held.participant_id AND counted.counts_for_id = %(target)s)
        ORDER BY other.participant_id, other.given_at, other.id
    ) AS instead WHERE support.id = instead.id
"""


@dataclasses.dataclass(frozen=True)
class Moved:
    """How many supports the source had or has again, and how many the target got or lost."""

    supports: int
    of_target: int


def move_supports(*, campaign_id: int, source_id: int, target_id: int) -> Moved:
    """Let the supports of the source count for the target, where their givers do not already."""
    return _carry_out(_MOVE, campaign_id, source_id, target_id)


def return_supports(*, campaign_id: int, source_id: int, target_id: int) -> Moved:
    """Let the supports of the source count for itself again."""
    returned = _carry_out(_RETURN, campaign_id, source_id, target_id)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_INSTEAD, {"source": source_id, "target": target_id})
    return returned


def _carry_out(statement: str, campaign_id: int, source_id: int, target_id: int) -> Moved:
    values: dict[str, str | int] = {
        "kind": SupportMoved.kind, "campaign": campaign_id, "source": source_id, "target": target_id
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return Moved(*cursor.fetchone())
