# SPDX-License-Identifier: EUPL-1.2
"""Letters to those who reported something to moderation without an account."""

from django.db import connection

from backend.participation.notifications.models import Telling

_CASES_REPORTS = {
    "content_reported": ("report", "report.id = %(subject)s"),
    "moderation_decided": (
        "decided",
        "report.case_id = (SELECT case_id FROM moderation_decision WHERE id = %(subject)s)",
    ),
    "appeal_decided": (
        "decided",
        """report.case_id = (SELECT decision.case_id FROM moderation_appeal AS appeal
           JOIN moderation_decision AS decision ON decision.id = appeal.decision_id WHERE appeal.id = %(subject)s)""",
    ),
}


def write_to_reporters(telling: Telling) -> None:
    """Write letters to those who reported something without an account and left an address."""
    if telling.kind not in _CASES_REPORTS:
        return
    kind, which = _CASES_REPORTS[telling.kind]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notifications_letter (key, kind, report_id)"
            " SELECT gen_random_uuid(), %(kind)s, report.id FROM moderation_report AS report"
            f" WHERE {which} AND report.account_id IS NULL AND report.email <> ''",
            {"kind": kind, "subject": telling.subject_id},
        )
