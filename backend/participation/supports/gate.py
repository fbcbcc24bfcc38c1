# SPDX-License-Identifier: EUPL-1.2
"""The statements that let a support through the gate of its voting window, or not."""

import dataclasses

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from backend.common.clock import ClockTimestamp
from backend.participation.ideas.models import Idea
from backend.participation.supports.models import Support

# The window's row is locked FOR SHARE, so a closer that holds it FOR UPDATE makes us wait; when
# it has set `closed_at`, PostgreSQL evaluates the conditions again on the new row and lets nobody
# through. The clock is compared a second time after the lock, for a closer that waited and gave up.
_GATE = """
    WITH gate AS MATERIALIZED (
        SELECT id, opens, closes FROM campaigns_votingwindow
        WHERE id = %s AND sealed_at IS NOT NULL AND paused_at IS NULL AND closed_at IS NULL
          AND opens <= clock_timestamp() AND clock_timestamp() < closes
        FOR SHARE
    ), through AS MATERIALIZED (
        SELECT id FROM gate WHERE clock_timestamp() < closes
    ), {before}act AS ({act})
    SELECT (SELECT count(*) FROM through), (SELECT max(counts_for_id) FROM act)
"""
# The idea's row is held FOR KEY SHARE, which waits for a merging and then reads into what it was merged.
_GIVE = _GATE.format(
    before="""idea AS MATERIALIZED (
        SELECT id, coalesce(merged_into_id, id) AS counts_for FROM ideas_idea
        WHERE id = %s AND state <> 'waiting' AND EXISTS (SELECT FROM through) FOR KEY SHARE
    ), """,
    act="""
        INSERT INTO supports_support (participant_id, idea_id, counts_for_id, window_id)
        SELECT %s, idea.id, idea.counts_for, through.id FROM through, idea
        ON CONFLICT DO NOTHING RETURNING counts_for_id""",
)
_TAKE_BACK = _GATE.format(
    before="",
    act="""
        DELETE FROM supports_support USING through
        WHERE participant_id = %s AND supports_support.window_id = through.id
          AND idea_id IN (SELECT id FROM ideas_idea WHERE id = %s OR merged_into_id = %s)
        RETURNING counts_for_id""",
)
_HOLD_IDEA = "SELECT coalesce(merged_into_id, id) FROM ideas_idea WHERE id = %s FOR KEY SHARE"

_TAKE_ALL_BACK = """
    WITH gate AS MATERIALIZED (
        SELECT voting.id, voting.closes, phase.campaign_id FROM campaigns_votingwindow AS voting
        JOIN campaigns_phase AS phase ON phase.id = voting.phase_id
        WHERE voting.id IN (SELECT window_id FROM supports_support WHERE participant_id = ANY(%s))
          AND voting.closed_at IS NULL AND clock_timestamp() < voting.closes
        ORDER BY voting.id FOR SHARE OF voting
    ), through AS MATERIALIZED (
        SELECT id, campaign_id FROM gate WHERE clock_timestamp() < closes
    )
    DELETE FROM supports_support USING through
    WHERE participant_id = ANY(%s) AND supports_support.window_id = through.id
    RETURNING through.campaign_id, participant_id, counts_for_id
"""


@dataclasses.dataclass(frozen=True)
class Passage:
    """Whether the gate was open, and in which idea's count something changed (None: in none)."""

    open: bool
    counts_for: int | None

    @property
    def changed(self) -> bool:
        """Whether a support was counted, or is counted no longer."""
        return self.counts_for is not None


def give(*, window_id: int, participant_id: int, idea_id: int) -> Passage:
    """Store a support if the window is open at that moment; a second one changes nothing.

    It counts for the idea into which the idea was merged, where it was.
    """
    return _pass(_GIVE, window_id, idea_id, participant_id)


def take_back(*, window_id: int, participant_id: int, idea_id: int) -> Passage:
    """Delete a support if its window is open at that moment: all that the person gave to ideas merged with this one.

    The idea is held in a statement of its own: after waiting for a merging, the next one sees all that it did.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_IDEA, [idea_id])
        target = cursor.fetchone()[0]
    return _pass(_TAKE_BACK, window_id, participant_id, target, target)


@dataclasses.dataclass(frozen=True)
class TakenBack:
    """A support that is counted no longer."""

    campaign_id: int
    participant_id: int
    idea_id: int


def take_all_back(participant_ids: list[int]) -> list[TakenBack]:
    """Delete the supports of some participants in every window that has not ended at that moment, paused ones too."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_ALL_BACK, [participant_ids, participant_ids])
        counted = [row for row in cursor.fetchall() if row[2] is not None]
    return sorted((TakenBack(*row) for row in counted), key=dataclasses.astuple)


def with_way_back(supports: QuerySet[Support]) -> QuerySet[Support]:
    """Supports with whether they can be taken back now (`can_take_back`), those first; for display."""
    is_open = Q(window__opens__lte=ClockTimestamp(), window__closes__gt=ClockTimestamp())
    stays = Q(window__closed_at__isnull=True, window__paused_at__isnull=True)
    passes = ExpressionWrapper(is_open & stays & ~Q(idea__state=Idea.State.WITHDRAWN), output_field=BooleanField())
    return supports.annotate(can_take_back=passes).order_by("-can_take_back", "-given_at", "-id")


def _pass(statement: str, *values: int) -> Passage:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        through, counts_for = cursor.fetchone()
        return Passage(open=bool(through), counts_for=counts_for)
