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


ADDRESS_ASKED_A_DAY = 3
"""How many letters a day ask one address whether it is the reporter's: nobody floods a stranger's box with them."""
_MAY_WRITE = {
    "report": """report.email_confirmed_at IS NULL AND (
        SELECT count(*) FROM notifications_letter AS asked
        JOIN moderation_report AS other ON other.id = asked.report_id
        WHERE other.email = report.email AND asked.kind = 'report'
          AND asked.made_at > clock_timestamp() - interval '1 day') < %(most)s""",
    "decided": "report.email_confirmed_at IS NOT NULL",
}


def write_to_reporters(telling: Telling) -> None:
    """Write letters to those who reported something without an account and left an address.

    The first asks whether the address is theirs; what was decided is told to an address that was confirmed.
    """
    if telling.kind not in _CASES_REPORTS:
        return
    kind, which = _CASES_REPORTS[telling.kind]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notifications_letter (key, kind, report_id)"
            " SELECT gen_random_uuid(), %(kind)s, report.id FROM moderation_report AS report"
            f" WHERE {which} AND report.account_id IS NULL AND report.email <> '' AND {_MAY_WRITE[kind]}",
            {"kind": kind, "subject": telling.subject_id, "most": ADDRESS_ASKED_A_DAY},
        )
