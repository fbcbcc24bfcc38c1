# SPDX-License-Identifier: EUPL-1.2
"""The statements that let a support through the gate of its voting window, or not."""

import dataclasses

from django.db import connection

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
    ), act AS ({act})
    SELECT (SELECT count(*) FROM through), (SELECT count(*) FROM act)
"""
_GIVE = _GATE.format(
    act="""
        INSERT INTO supports_support (participant_id, idea_id, window_id)
        SELECT %s, %s, through.id FROM through
        ON CONFLICT (participant_id, idea_id) DO NOTHING RETURNING id"""
)
_TAKE_BACK = _GATE.format(
    act="""
        DELETE FROM supports_support USING through
        WHERE participant_id = %s AND idea_id = %s AND supports_support.window_id = through.id
        RETURNING supports_support.id"""
)

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
    RETURNING through.campaign_id, participant_id, idea_id
"""


@dataclasses.dataclass(frozen=True)
class Passage:
    """Whether the gate was open, and whether a row was stored or deleted."""

    open: bool
    changed: bool


def give(*, window_id: int, participant_id: int, idea_id: int) -> Passage:
    """Store a support if the window is open at that moment; a second one changes nothing."""
    return _pass(_GIVE, window_id, participant_id, idea_id)


def take_back(*, window_id: int, participant_id: int, idea_id: int) -> Passage:
    """Delete a support if its window is open at that moment."""
    return _pass(_TAKE_BACK, window_id, participant_id, idea_id)


@dataclasses.dataclass(frozen=True)
class TakenBack:
    """A support that was deleted."""

    campaign_id: int
    participant_id: int
    idea_id: int


def take_all_back(participant_ids: list[int]) -> list[TakenBack]:
    """Delete the supports of some participants in every window that has not ended at that moment, paused ones too."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_ALL_BACK, [participant_ids, participant_ids])
        return sorted((TakenBack(*row) for row in cursor.fetchall()), key=dataclasses.astuple)


def _pass(statement: str, *values: int) -> Passage:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        through, changed = cursor.fetchone()
        return Passage(open=bool(through), changed=bool(changed))
