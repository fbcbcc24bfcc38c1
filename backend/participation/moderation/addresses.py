# SPDX-License-Identifier: EUPL-1.2
"""Whether the address that somebody without an account typed is theirs: confirmed by the link of one letter."""

from django.core import signing
from django.db import transaction

from backend.common.clock import database_now
from backend.common.errors import NotFound
from backend.participation.moderation.models import Report

_CONFIRM = "address of a report"


def confirmation_token(report: Report) -> str:
    """What the letter to the address holds; it says nothing of the report and does not open it."""
    return signing.dumps(report.pk, salt=_CONFIRM)


def report_of_token(token: str) -> Report:
    """The report whose address a token confirms; raises NotFound, also where the address is forgotten."""
    found = Report.objects.select_related("case__campaign__municipality")
    report = found.filter(pk=_read(token), case__campaign__published_at__isnull=False).exclude(email="").first()
    if report is None:
        raise NotFound
    return report


@transaction.atomic
def confirm_address(*, token: str) -> Report:
    """Whoever reads the letters to the address wants them: from now on the report is told of there.

    A second time changes nothing. Raises NotFound.
    """
    report = Report.objects.select_for_update().get(pk=report_of_token(token).pk)
    if report.email_confirmed_at is None:
        report.email_confirmed_at = database_now()
        report.save(update_fields=["email_confirmed_at"])
    return report


def _read(token: str) -> int:
    try:
        return int(signing.loads(token, salt=_CONFIRM))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotFound from error
