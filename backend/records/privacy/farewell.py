# SPDX-License-Identifier: EUPL-1.2
"""Leaving for good: the erasure, and then one last letter to an address that is kept nowhere any more."""

import dataclasses
import smtplib
from typing import Literal

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from backend.records.privacy.services import Erasure, erase_oneself
from backend.region.accounts.models import Account

_log = structlog.get_logger(__name__)


@dataclasses.dataclass(frozen=True)
class Departure:
    """What was erased, and whether the last letter went: there may have been no address, or no mail server."""

    erasure: Erasure
    letter: Literal["sent", "not_sent", "no_address"]


def leave(*, by: Account, confirmation: str) -> Departure:
    """Erase the person who asks, in a transaction of its own, and write to them once more; not for use inside one.

    A mail server that is away delays nothing: the letter is not tried again, for that its address would
    have to be kept. Raises NotConfirmed.
    """
    address, language = by.email or "", by.language
    erasure = erase_oneself(by=by, confirmation=confirmation)
    if not address:
        return Departure(erasure, "no_address")
    try:
        with translation.override(language):
            _last_letter(address, language).send()
    except (smtplib.SMTPException, OSError) as error:
        _log.warning("last_letter_not_sent", error=type(error).__name__)
        return Departure(erasure, "not_sent")
    return Departure(erasure, "sent")


def _last_letter(address: str, language: str) -> EmailMultiAlternatives:
    subject = gettext("Your data has been erased")
    about = {"subject": subject, "site": settings.SITE_URL, "language": language}
    letter = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("mail/erased.txt", about).strip() + "\n",
        to=[address],
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
    letter.attach_alternative(render_to_string("mail/erased.html", about), "text/html")
    return letter
