# SPDX-License-Identifier: EUPL-1.2
"""Counting the signatures of initiatives: run by the relay, never by an act."""

from django.db import connection

from backend.ledger.events.services import Span
from backend.participation.initiatives.selectors import SIGNATURE_KINDS


def fold_signatures(span: Span) -> None:
    """Count anew the signatures of the initiatives that a span of positions touched.

    The ledger does not say who lives where, which is a person's attribute; so the rows are counted, and not
    the events added up. An initiative has thousands of them at most, and an index of its own.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO initiatives_signaturetally (initiative_id, signatures, residents)"
            " SELECT initiative.id, count(signature.id), count(signature.id) FILTER (WHERE signature.is_resident)"
            " FROM initiatives_initiative AS initiative"
            " LEFT JOIN initiatives_signature AS signature ON signature.initiative_id = initiative.id"
            " WHERE initiative.id IN (SELECT subject_id FROM events_event"
            "   WHERE position > %s AND position <= %s AND kind = ANY(%s))"
            " GROUP BY initiative.id ON CONFLICT (initiative_id) DO UPDATE"
            " SET signatures = excluded.signatures, residents = excluded.residents",
            [span.after, span.upto, list(SIGNATURE_KINDS)],
        )
