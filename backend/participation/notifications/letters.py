# SPDX-License-Identifier: EUPL-1.2
"""Letters: which are due, and their words, made when it is their turn, in the reader's language."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from backend.common.text import in_language
from backend.participation.moderation.addresses import confirmation_token
from backend.participation.moderation.appeals import latest_decision
from backend.participation.moderation.grounds import ground_name
from backend.participation.moderation.models import Report
from backend.participation.notifications.links import reminder_token, unsubscribe_token, whole
from backend.participation.notifications.models import Letter, MailChoice, Notice, Reminder
from backend.participation.notifications.selectors import visible_notices, with_all_that_is_said
from backend.participation.notifications.wording import Group, grouped
from backend.region.accounts.models import Account

WRITING_LOCK = 7_304
MOST_PEOPLE = 5000
_SUBJECT = 110

# their rows before their notices', as an erasure takes them; who is being erased is left out
_READERS = """
    SELECT account.id FROM accounts_account AS account WHERE account.id IN (
        SELECT account_id FROM notifications_notice WHERE mail_due <= clock_timestamp() AND {which}
    ) LIMIT {most} FOR KEY SHARE SKIP LOCKED
"""


@transaction.atomic
def write_due_letters(most: int = MOST_PEOPLE) -> int:
    """Put the notices that are due into letters, one letter a person; how many letters. One process at a time.

    What has been read in the inbox meanwhile goes into none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [WRITING_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(
            "UPDATE notifications_notice SET mail_due = NULL WHERE mail_due <= clock_timestamp()"
            f" AND read_at IS NOT NULL AND account_id IN ({_READERS.format(which='read_at IS NOT NULL', most='ALL')})"
        )
        cursor.execute(
            f"""
            WITH person AS MATERIALIZED (
                {_READERS.format(which="true", most="%s")}
            ), written AS (
                INSERT INTO notifications_letter (key, kind, account_id)
                SELECT gen_random_uuid(), 'news', id FROM person RETURNING id, account_id
            ), filled AS (
                UPDATE notifications_notice AS notice SET letter_id = written.id, mail_due = NULL FROM written
                WHERE notice.account_id = written.account_id AND notice.mail_due <= clock_timestamp()
            )
            SELECT count(*) FROM written
            """,
            [most],
        )
        return int(cursor.fetchone()[0])


Words = Callable[[], EmailMultiAlternatives]


@dataclasses.dataclass(frozen=True)
class Due:
    """A letter that may be sent; `words` makes its message, or is None where nothing or nobody is left."""

    letter_id: int
    address: str = ""
    words: Words | None = None


def read_letters(ids: Iterable[int]) -> list[Due]:
    """Letters with all that their words are made of, in three queries whatever their number."""
    whole_letters = Letter.objects.select_related("account", "report", "reminder__campaign__municipality")
    letters = list(whole_letters.filter(pk__in=list(ids)).order_by("id"))
    news: dict[int | None, list[Notice]] = defaultdict(list)
    told = Notice.objects.filter(letter_id__in=[letter.pk for letter in letters])
    for notice in with_all_that_is_said(visible_notices(told)):
        news[notice.letter_id].append(notice)
    choices = {
        choice.account_id: choice
        for choice in MailChoice.objects.filter(account_id__in=[letter.account_id for letter in letters])
    }
    return [
        _due_to_account(letter, letter.account, news[letter.pk], choices.get(letter.account.pk))
        if letter.account
        else _due_to_stranger(letter)
        for letter in letters
    ]


def _due_to_account(letter: Letter, account: Account, notices: list[Notice], choice: MailChoice | None) -> Due:
    frequency, paused = (choice.frequency, choice.paused_address) if choice else (MailChoice.Frequency.DAILY, "")
    address = account.email or ""
    if not notices or not account.is_active or address in {"", paused} or frequency == MailChoice.Frequency.NONE:
        return Due(letter.pk)

    def words() -> EmailMultiAlternatives:
        with translation.override(account.language):
            return _news(letter, account, grouped(notices))

    return Due(letter.pk, address, words)


def _due_to_stranger(letter: Letter) -> Due:
    """To somebody without an account: who wants a reminder, or who reported something."""
    report = letter.report
    if report is None:
        return _due_to_reminder(letter)
    if not report.email or (letter.kind == Letter.Kind.REPORT) == bool(report.email_confirmed_at):
        return Due(letter.pk)  # forgotten, confirmed meanwhile, or never confirmed

    def words() -> EmailMultiAlternatives:
        with translation.override(report.language):
            return _about_report(letter, report)

    return Due(letter.pk, report.email, words)


def _about_report(letter: Letter, report: Report) -> EmailMultiAlternatives:
    """Whether the address is the reporter's, or what was decided."""
    if letter.kind == Letter.Kind.REPORT:
        link = whole(reverse("confirm_report", args=[confirmation_token(report)]))
        subject = gettext("Confirm your address: report %(number)s") % {"number": report.number}
        return _message(
            letter,
            report.email,
            subject,
            template="mail/confirm_report",
            context={"number": report.number, "link": link},
        )
    decision, link = latest_decision(report.case_id), whole(reverse("report", args=[report.key]))
    context = {"link": link, "decision": decision, "ground": ground_name(decision.ground) if decision else ""}
    subject = gettext("Your report %(number)s is decided") % {"number": report.number}
    return _message(letter, report.email, subject, template="mail/report", context=context)


def _due_to_reminder(letter: Letter) -> Due:
    reminder = letter.reminder
    if reminder is None:
        return Due(letter.pk)

    def words() -> EmailMultiAlternatives:
        with translation.override(reminder.language):
            return _about(letter, reminder)

    return Due(letter.pk, reminder.email, words)


def _news(letter: Letter, account: Account, groups: list[Group]) -> EmailMultiAlternatives:
    stop = whole(reverse("unsubscribe", args=[unsubscribe_token(account.pk)]))
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    context = {"groups": groups, "stop": stop}
    return _message(letter, account.email or "", _subject(groups), template="mail/news", context=context, **headers)


def _about(letter: Letter, reminder: Reminder) -> EmailMultiAlternatives:
    """The letter that asks for confirmation, or the reminder itself."""
    campaign = in_language(reminder.campaign.title, reminder.language)
    link = whole(reverse("reminder", args=[reminder_token(reminder.pk)]))
    context = {"campaign": campaign, "link": link, "page": whole(reverse("campaign", args=[reminder.campaign.slug]))}
    if letter.kind == Letter.Kind.CONFIRM:
        subject, template = gettext("Confirm that we may remind you"), "mail/confirm"
    else:
        subject, template = gettext("Voting has opened: %(campaign)s") % {"campaign": campaign}, "mail/reminder"
    return _message(letter, reminder.email, subject, template=template, context=context)


def _message(
    letter: Letter, address: str, subject: str, *, template: str, context: dict[str, Any], **headers: str
) -> EmailMultiAlternatives:
    """Plain text and simple HTML, with a Message-ID that is the same whenever this letter is sent again."""
    about = {**context, "subject": subject, "site": settings.SITE_URL, "language": translation.get_language()}
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split())[:_SUBJECT],
        body=render_to_string(f"{template}.txt", about).strip() + "\n",
        to=[address],
        headers={
            "Message-ID": f"<{letter.key}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **headers,
        },
    )
    message.attach_alternative(render_to_string(f"{template}.html", about), "text/html")
    return message


def _subject(groups: list[Group]) -> str:
    count = sum(len(group.said) for group in groups)
    if count == 1:
        return groups[0].said[0].sentence
    return ngettext("%(n)s piece of news: %(title)s", "%(n)s pieces of news: %(title)s", count) % {
        "n": count,
        "title": groups[0].title,
    }
