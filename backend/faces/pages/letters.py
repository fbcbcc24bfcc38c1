# SPDX-License-Identifier: EUPL-1.2
"""Letters that a copy for development would have sent: they lie in STATE/mail and are shown here."""

import dataclasses
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backend.common.errors import NotFound

_MOST = 20
_BETWEEN_LETTERS = b"-" * 79


@dataclasses.dataclass(frozen=True)
class Letter:
    """What is shown of a letter."""

    to: str
    subject: str
    date: str
    text: str


@require_safe
@never_cache
def letters(request: HttpRequest) -> HttpResponse:
    """The latest letters, the newest first; in production, or with a mail server, there is no such page."""
    if settings.PRODUCTION or settings.EMAIL_URL:
        raise NotFound
    return render(request, "letters/letters.html", {"letters": latest_letters(settings.MAIL_DIR)})


def latest_letters(folder: Path) -> list[Letter]:
    """The newest letters in a folder of Django's file mail backend, at most twenty."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)[:_MOST]
    written = [part for file in files for part in reversed(file.read_bytes().split(_BETWEEN_LETTERS))]
    return [_read(part.strip()) for part in written if part.strip()][:_MOST]


def _read(written: bytes) -> Letter:
    message = message_from_bytes(written, policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    return Letter(str(message["To"]), str(message["Subject"]), str(message["Date"]), text.strip())
