# SPDX-License-Identifier: EUPL-1.2
"""Letters to addresses that need not be an account's: written in the act's transaction, sent, forgotten."""

import datetime
import json
import smtplib
import time
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from backend.common.clock import ClockTimestamp, database_now
from backend.common.faults import kind_of
from backend.common.sealing import seal, sealing_key, unseal
from backend.region.accounts.models import OfficeLetter

BATCH = 50
TRIES = 12
"""After 1, 2, 4 … minutes, at most every six hours; then the letter is given up and its row goes."""
LONGEST_PAUSE = datetime.timedelta(hours=6)
_PURPOSE = "office letters"
_log = structlog.get_logger(__name__)


def write(*, email: str, language: str, template: str, about: str, words: dict[str, str]) -> None:
    """Put a letter on its way, in the caller's transaction; `words` fills `mail/<template>`.

    Of a word in several languages, `place_fi` and `place_sv`, the letter has the reader's as `place`.
    """
    OfficeLetter.objects.create(
        email=email,
        language=language,
        template=template,
        about=about,
        sealed=seal(json.dumps(words).encode(), key=sealing_key(_PURPOSE)),
    )


def take_back(about: str) -> None:
    """Do not send what is not sent yet about a thing; in the caller's transaction."""
    OfficeLetter.objects.filter(about=about).delete()


def deliver(seconds: float) -> int:
    """Send what is due until nothing is left, the time is over or the mail server is away; how many went."""
    deadline, sent, mail = time.monotonic() + seconds, 0, get_connection()
    due = OfficeLetter.objects.filter(next_try__lte=ClockTimestamp()).order_by("next_try", "id")
    try:
        for letter_id in list(due.values_list("id", flat=True)[:BATCH]):
            if time.monotonic() > deadline or not _send(letter_id, mail):
                break
            sent += 1
    finally:
        _close(mail)
    return sent


@transaction.atomic
def _send(letter_id: int, mail: BaseEmailBackend) -> bool:
    """Hand one letter over, and forget it; whether the server is there."""
    letter = OfficeLetter.objects.select_for_update(skip_locked=True).filter(pk=letter_id).first()
    if letter is None:
        return True
    try:
        mail.open()
        mail.send_messages([_message(letter)])
    except smtplib.SMTPRecipientsRefused:
        _log.warning("office_letter_refused", about=letter.about)
        letter.delete()
        return True
    except (smtplib.SMTPException, OSError) as error:
        _log.warning("mail_server_away", error=kind_of(error))
        _try_again(letter)
        return False
    letter.delete()
    return True


def _try_again(letter: OfficeLetter) -> None:
    letter.tries += 1
    if letter.tries >= TRIES:
        _log.error("office_letter_given_up", about=letter.about)
        letter.delete()
        return
    letter.next_try = database_now() + min(datetime.timedelta(minutes=2 ** (letter.tries - 1)), LONGEST_PAUSE)
    letter.save(update_fields=["tries", "next_try"])


def _close(mail: BaseEmailBackend) -> None:
    try:
        mail.close()
    except (smtplib.SMTPException, OSError) as error:
        _log.info("mail_connection_lost", error=kind_of(error))


def _message(letter: OfficeLetter) -> EmailMultiAlternatives:
    """Plain text and simple HTML, in the reader's language, with the same Message-ID each time it is tried."""
    words = json.loads(unseal(bytes(letter.sealed), key=sealing_key(_PURPOSE)))
    with translation.override(letter.language):
        ending = f"_{letter.language}"
        own = {name.removesuffix(ending): value for name, value in words.items() if name.endswith(ending)}
        words = {**words, **own}
        subject = " ".join(render_to_string(f"mail/{letter.template}_subject.txt", words).split())[:110]
        about = {**words, "subject": subject, "site": settings.SITE_URL, "language": letter.language}
        body = render_to_string(f"mail/{letter.template}.txt", about).strip() + "\n"
        page = render_to_string(f"mail/{letter.template}.html", about)
    host = urlsplit(settings.SITE_URL).hostname
    headers = {"Message-ID": f"<office-{letter.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(subject=subject, body=body, to=[letter.email], headers=headers)
    message.attach_alternative(page, "text/html")
    return message
