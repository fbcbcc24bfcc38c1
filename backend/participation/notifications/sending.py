# SPDX-License-Identifier: EUPL-1.2
"""The postman: takes letters that are due to the mail server, over one connection a batch.

At least once: a letter is marked in the transaction that holds its row from before it is handed
over until after the server has taken it. A process that is killed in between leaves one letter to
be sent again, with the same Message-ID. Two postmen never have the same letter.
"""

import dataclasses
import datetime
import smtplib
import time

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F

from backend.common.clock import ClockTimestamp, database_now
from backend.common.faults import kind_of
from backend.participation.notifications.letters import Due, read_letters, write_due_letters
from backend.participation.notifications.models import Letter, MailChoice, Reminder
from backend.participation.notifications.services import tell, tell_the_rest

BATCH = 100
TRIES = 12
"""How often a letter is tried: after 1, 2, 4 … minutes, at most every six hours; two days in all."""
LONGEST_PAUSE = datetime.timedelta(hours=6)
_log = structlog.get_logger(__name__)


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What became of handing a letter over: `state` it ends in, or None to try again; the server's code."""

    state: str | None
    error: str = ""
    pauses: bool = False
    away: bool = False


SENT, VOID = Outcome(Letter.State.SENT), Outcome(Letter.State.VOID)


def deliver(seconds: float) -> int:
    """Tell on, write the letters that are due and send them until none is left or the time is over; how many went."""
    deadline, sent = time.monotonic() + seconds, 0
    while tell_the_rest() and time.monotonic() < deadline:
        pass
    write_due_letters()
    while time.monotonic() < deadline:
        batch = send_batch(deadline)
        sent += batch.sent
        if batch.is_last:
            break
    return sent


@dataclasses.dataclass(frozen=True)
class Batch:
    """How many letters of a batch the server took, and whether there is nothing more to do now."""

    sent: int
    is_last: bool


def send_batch(deadline: float) -> Batch:
    """Send up to BATCH letters over one connection; a server that is away ends the batch."""
    queued = Letter.objects.filter(state=Letter.State.QUEUED, next_try__lte=ClockTimestamp()).order_by("next_try", "id")
    ids = list(queued.values_list("id", flat=True)[:BATCH])
    mail, sent, away = get_connection(), 0, False
    try:
        for one in read_letters(ids):
            outcome = send_one(one, mail)
            sent += outcome == SENT
            away = outcome is not None and outcome.away
            if away or time.monotonic() > deadline:
                break
    finally:
        _close(mail)
    return Batch(sent, is_last=away or len(ids) < BATCH)


@transaction.atomic
def send_one(due: Due, mail: BaseEmailBackend) -> Outcome | None:
    """Hand one letter over and write down what became of it; None where another postman has it."""
    _hold_reader(due.letter_id)
    letter = (
        Letter.objects.select_for_update(skip_locked=True)
        .filter(pk=due.letter_id, state=Letter.State.QUEUED, next_try__lte=ClockTimestamp())
        .first()
    )
    if letter is None:
        return None
    outcome = hand_over(due, mail)
    if outcome.state is None:
        _try_again(letter, outcome)
    else:
        _end(letter, outcome)
    if outcome.pauses:
        pause(letter, due.address)
    return outcome


def _hold_reader(letter_id: int) -> None:
    """The reader's row before the letter's, as an erasure takes them; so an account that is being erased is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM accounts_account"
            " WHERE id = (SELECT account_id FROM notifications_letter WHERE id = %s) FOR KEY SHARE",
            [letter_id],
        )


def hand_over(due: Due, mail: BaseEmailBackend) -> Outcome:
    """Give a letter to the server, by its answer: 250 sent, 5xx for the reader refused, all else later."""
    if due.words is None:
        return VOID
    try:
        message = due.words()
        mail.open()
        mail.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()), (450, b""))[0]
        return Outcome(Letter.State.REFUSED, str(code), pauses=True) if code >= 500 else Outcome(None, str(code))
    except smtplib.SMTPDataError as error:  # the words, not the address: the reader is not paused
        refused = Letter.State.REFUSED if error.smtp_code >= 500 else None
        return Outcome(refused, str(error.smtp_code))
    except (smtplib.SMTPException, OSError) as error:  # no connection, or the server takes nothing of ours
        _close(mail)
        _log.warning("mail_server_away", error=kind_of(error))
        return Outcome(None, type(error).__name__[:40], away=True)
    except Exception:  # noqa: BLE001 one letter that cannot be sent must not hold up the others
        _log.exception("letter_failed", letter=due.letter_id)
        return Outcome(None, "broken")
    return SENT


def _close(mail: BaseEmailBackend) -> None:
    try:
        mail.close()
    except (smtplib.SMTPException, OSError) as error:  # it was closing anyway
        _log.info("mail_connection_lost", error=kind_of(error))


def _try_again(letter: Letter, outcome: Outcome) -> None:
    """Later, and later each time; after the last try the letter has failed, and its notices stay in the inbox."""
    letter.tries += 1
    if letter.tries >= TRIES:
        _log.error("letter_given_up", letter=letter.pk, error=outcome.error)
        _end(letter, Outcome(Letter.State.REFUSED, outcome.error))
        return
    letter.error = outcome.error
    letter.next_try = database_now() + min(datetime.timedelta(minutes=2 ** (letter.tries - 1)), LONGEST_PAUSE)
    letter.save(update_fields=["tries", "error", "next_try"])


def _end(letter: Letter, outcome: Outcome) -> None:
    ended = {"state": outcome.state, "error": outcome.error, "ended_at": ClockTimestamp(), "tries": F("tries") + 1}
    Letter.objects.filter(pk=letter.pk).update(**ended)
    if letter.kind == Letter.Kind.REMINDER or outcome.pauses:  # used, or of no use
        Reminder.objects.filter(pk=letter.reminder_id or 0).delete()


def pause(letter: Letter, address: str) -> None:
    """Write no more to an address that the server refuses for good, and say so in the inbox."""
    if letter.account_id is None:
        return
    MailChoice.objects.update_or_create(
        account_id=letter.account_id, defaults={"paused_address": address, "paused_at": database_now()}
    )
    _log.info("address_paused", account=letter.account_id)
    tell(accounts=[letter.account_id], kind="mail_paused", once=f"letter {letter.pk} refused")
