# SPDX-License-Identifier: EUPL-1.2
"""The statements by which a signature is given and taken back, while the initiative collects, or not."""

import dataclasses
from collections.abc import Sequence

from django.db import connection

# The initiative's row is locked FOR SHARE: a handover, which holds it FOR UPDATE, makes us wait, and then
# PostgreSQL evaluates the conditions again on the new row. The clock is compared once more after the lock.
_GATE = """
    WITH gate AS MATERIALIZED (
        SELECT id, closes_at FROM initiatives_initiative
        WHERE id = %(initiative)s AND state = 'collecting' AND clock_timestamp() < closes_at FOR SHARE
    ), through AS MATERIALIZED (
        SELECT id FROM gate WHERE clock_timestamp() < closes_at
    ), act AS ({act})
    SELECT (SELECT count(*) FROM through), (SELECT max(participant_id) FROM act)
"""
_SIGN = _GATE.replace(
    "{act}",
    """
        INSERT INTO initiatives_signature (initiative_id, signer, participant_id, is_resident)
        SELECT through.id, %(signer)s, %(participant)s, %(resident)s FROM through
        ON CONFLICT (initiative_id, signer) DO NOTHING RETURNING participant_id""",
)
_TAKE_BACK = _GATE.replace(
    "{act}",
    """
        DELETE FROM initiatives_signature USING through
        WHERE initiative_id = through.id AND signer = %(signer)s RETURNING participant_id""",
)
_TAKE_ALL_BACK = """
    WITH gate AS MATERIALIZED (
        SELECT initiative.id, closes_at, idea.campaign_id FROM initiatives_initiative AS initiative
        JOIN ideas_idea AS idea ON idea.id = initiative.idea_id
        WHERE initiative.id IN (SELECT initiative_id FROM initiatives_signature WHERE participant_id = ANY(%s))
          AND initiative.state = 'collecting' ORDER BY initiative.id FOR SHARE OF initiative
    )
    DELETE FROM initiatives_signature AS signature USING gate
    WHERE signature.initiative_id = gate.id AND participant_id = ANY(%s) AND clock_timestamp() < gate.closes_at
    RETURNING gate.campaign_id, participant_id, signature.initiative_id
"""


@dataclasses.dataclass(frozen=True)
class Passage:
    """Whether the initiative collected at that moment, and whose signature came or went (None: nobody's)."""

    open: bool
    participant_id: int | None

    @property
    def changed(self) -> bool:
        """Whether a signature is counted now, or is counted no longer."""
        return self.participant_id is not None


def sign(*, initiative_id: int, signer: bytes, participant_id: int, is_resident: bool) -> Passage:
    """Store a signature if the initiative collects at that moment; a second one of the person changes nothing."""
    person: dict[str, int | bytes] = {"signer": signer, "participant": participant_id, "resident": is_resident}
    return _pass(_SIGN, {"initiative": initiative_id, **person})


def take_back(*, initiative_id: int, signer: bytes) -> Passage:
    """Delete a person's signature if the initiative collects at that moment."""
    return _pass(_TAKE_BACK, {"initiative": initiative_id, "signer": signer})


@dataclasses.dataclass(frozen=True)
class TakenBack:
    """A signature that is counted no longer."""

    campaign_id: int
    participant_id: int
    initiative_id: int


def take_all_back(participant_ids: Sequence[int]) -> list[TakenBack]:
    """Delete the signatures of some participants wherever the initiative still collects."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_ALL_BACK, [list(participant_ids), list(participant_ids)])
        return sorted((TakenBack(*row) for row in cursor.fetchall()), key=dataclasses.astuple)


def _pass(statement: str, values: dict[str, int | bytes]) -> Passage:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        through, participant_id = cursor.fetchone()
        return Passage(open=bool(through), participant_id=participant_id)
