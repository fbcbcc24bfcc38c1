# SPDX-License-Identifier: EUPL-1.2
"""A mail server, many followers, and answers."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from backend.common.text import LANGUAGES
from backend.participation.ideas.models import Idea
from backend.participation.ideas.services import answer_idea
from backend.participation.notifications.models import Follow, Letter, MailChoice
from backend.participation.notifications.sending import deliver
from backend.region.accounts.models import Account
from tests.participation.notifications.postbox import Postbox, open_postbox

WORDS = {"fi": "Laituri rakennetaan keväällä.", "sv": "Bryggan byggs på våren.", "en": "The jetty is built in spring."}
OFFICE = {"fi": "Puistot", "sv": "Parkerna", "en": "Parks"}


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    """A mail server to which this process sends."""
    with open_postbox() as postbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", postbox.port
        settings.EMAIL_TIMEOUT = 1
        yield postbox


@pytest.fixture
def answer(porvoo_organiser) -> Callable[[Idea], None]:
    """Pirkko answers an idea."""

    def give(idea: Idea, status: str = "done") -> None:
        answer_idea(by=porvoo_organiser, idea_id=idea.id, status=status, office=OFFICE, text=WORDS)

    return give


@pytest.fixture
def send():
    """Send what is due, as the worker does."""
    return lambda: deliver(20)


def due_now() -> None:
    """Tests move the dates: every letter that waits for its hour is due, every try is at hand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE notifications_notice SET mail_due = clock_timestamp() - interval '1 second'"
            " WHERE mail_due IS NOT NULL"
        )
    Letter.objects.filter(state="queued").update(next_try="2026-01-01T00:00:00Z")


def make_followers(idea: Idea, count: int, *, frequency: str = "instant") -> None:
    """So many accounts that follow an idea, in bulk."""
    people = Account.objects.bulk_create(
        Account(email=f"seuraaja{n}@example.org", pseudonym=f"Seuraaja {n}", password="!", language=LANGUAGES[n % 3])
        for n in range(count)
    )
    Follow.objects.bulk_create(Follow(account=person, idea=idea) for person in people)
    MailChoice.objects.bulk_create(MailChoice(account=person, frequency=frequency) for person in people)
