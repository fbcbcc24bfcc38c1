# SPDX-License-Identifier: EUPL-1.2
"""Following, reading the inbox, choosing letters, consenting, and telling people without an event."""

import datetime
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q

from backend.common.clock import ClockTimestamp, database_now
from backend.common.errors import InvalidInput, NotFound
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.ideas.selectors import idea_alone
from backend.participation.notifications.links import account_of_token
from backend.participation.notifications.models import Consent, Follow, Letter, MailChoice, Mute, Notice, Reminder
from backend.participation.notifications.selectors import follows_idea, notices_of, wants_newsletter
from backend.participation.notifications.telling import DUE, tell_some
from backend.participation.notifications.wording import path_of
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import addresses_of
from backend.region.places.models import District

DAY = datetime.timedelta(days=1)
NEWSLETTER_WORDING = "2026-11"
"""Which wording of the question about the newsletter is on the pages now."""


@transaction.atomic
def follow_campaign(*, by: Account, slug: str) -> Campaign:
    """Hear of new ideas and phases of a campaign. Raises NotFound."""
    campaign = campaign_alone(slug, viewer=by)
    _follow(Follow(account=by, campaign=campaign))
    return campaign


@transaction.atomic
def unfollow_campaign(*, by: Account, slug: str) -> Campaign:
    """Hear no more of a campaign. Raises NotFound."""
    campaign = campaign_alone(slug, viewer=by)
    Follow.objects.filter(account=by, campaign=campaign).delete()
    return campaign


@transaction.atomic
def follow_idea(*, by: Account, idea_id: int) -> None:
    """Hear of comments on an idea and of what becomes of it. Raises NotFound."""
    idea = idea_alone(idea_id, viewer=by)
    Mute.objects.filter(account=by, idea=idea).delete()
    _follow(Follow(account=by, idea=idea))


@transaction.atomic
def unfollow_idea(*, by: Account, idea_id: int) -> None:
    """Hear no more of an idea, also where one wrote, supported or discussed it. Raises NotFound."""
    idea = idea_alone(idea_id, viewer=by)
    Follow.objects.filter(account=by, idea=idea).delete()
    if follows_idea(by, idea.pk):  # having taken part
        Mute.objects.bulk_create([Mute(account=by, idea=idea)], ignore_conflicts=True)


@transaction.atomic
def follow_district(*, by: Account, municipality: str, district: str) -> District:
    """Hear of new ideas in a district, whatever the campaign. Raises NotFound."""
    found = district_called(municipality, district)
    _follow(Follow(account=by, district=found))
    return found


@transaction.atomic
def unfollow_district(*, by: Account, municipality: str, district: str) -> District:
    """Hear no more of a district. Raises NotFound."""
    found = district_called(municipality, district)
    Follow.objects.filter(account=by, district=found).delete()
    return found


def _follow(follow: Follow) -> None:
    Follow.objects.bulk_create([follow], ignore_conflicts=True)


def district_called(municipality: str, slug: str) -> District:
    """A municipality's district. Raises NotFound."""
    found = District.objects.select_related("municipality").filter(municipality__slug=municipality, slug=slug).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def mark_read(*, by: Account, ids: Iterable[int] | None = None, upto: int | None = None) -> int:
    """Mark notices read: those named, or all up to one that was seen last; how many were not yet."""
    unread = Notice.objects.filter(account=by, read_at__isnull=True)
    if ids is not None:
        unread = unread.filter(pk__in=list(ids))
    if upto is not None:
        unread = unread.filter(pk__lte=upto)
    return unread.update(read_at=ClockTimestamp())


@transaction.atomic
def open_notice(*, by: Account, notice_id: int) -> str:
    """Read one notice; the path where it leads. Raises NotFound."""
    notice = notices_of(by).filter(pk=notice_id).first()
    if notice is None:
        raise NotFound
    mark_read(by=by, ids=[notice_id])
    return path_of(notice)


@transaction.atomic
def tell(
    *,
    accounts: Iterable[int],
    kind: str,
    once: str,
    reason: str = "",
    campaign_id: int | None = None,
    idea_id: int | None = None,
    comment_id: int | None = None,
    subject_id: int | None = None,
) -> int:
    """Tell some accounts something that no followed event says, in the caller's transaction; how many.

    For the rooms above. `kind` has its words in `wording`; `once` names what happened, such as
    "appeal 7 decided": a person is told of it once, however often this is called.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO notifications_notice (account_id, kind, reason, once, campaign_id, idea_id, comment_id,
                                              subject_id, mail_due)
            SELECT account.id, notice.kind, notice.reason, %s, %s, %s, %s, %s, {DUE}
            FROM accounts_account AS account
            CROSS JOIN (SELECT %s::text AS kind, %s::text AS reason) AS notice
            LEFT JOIN notifications_mailchoice AS choice ON choice.account_id = account.id
            WHERE account.id = ANY(%s) AND account.is_active AND account.kind = 'person'
            FOR KEY SHARE OF account
            ON CONFLICT (account_id, once) DO NOTHING
            """,
            [once, campaign_id, idea_id, comment_id, subject_id, kind, reason, list(accounts)],
        )
        return int(cursor.rowcount)


@transaction.atomic
def tell_the_rest() -> int:
    """Tell on where an event has more followers than one transaction held; how many people were told."""
    return tell_some()


@transaction.atomic
def choose_mail(*, by: Account, frequency: str) -> None:
    """Say how often letters come; what waits for one waits anew. Raises InvalidInput."""
    if frequency not in MailChoice.Frequency.values:
        raise InvalidInput(fields={"frequency": InvalidInput.message})
    MailChoice.objects.update_or_create(account=by, defaults={"frequency": frequency})
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE notifications_notice AS notice SET mail_due = {DUE} FROM accounts_account AS account"
            " LEFT JOIN notifications_mailchoice AS choice ON choice.account_id = account.id"
            " WHERE account.id = notice.account_id AND account.id = %s AND notice.mail_due IS NOT NULL",
            [by.pk],
        )


@transaction.atomic
def choose_letters(*, by: Account, frequency: str, newsletter: bool) -> bool:
    """Choose how often letters come, and consent to the newsletter or not. Raises InvalidInput."""
    choose_mail(by=by, frequency=frequency)
    consent_to_newsletter(by=by, given=newsletter)
    return True


@transaction.atomic
def resume_mail(*, by: Account) -> None:
    """Write to the account's address again, which the mail server had refused."""
    MailChoice.objects.filter(account=by).update(paused_address="", paused_at=None)
    Notice.objects.filter(account=by, kind="mail_paused", read_at__isnull=True).update(read_at=ClockTimestamp())


@transaction.atomic
def unsubscribe(*, token: str) -> None:
    """Stop all letters by a letter's own link, without signing in. Raises LinkUnknown."""
    account = Account.objects.filter(pk=account_of_token(token)).first()
    if account is not None:  # otherwise erased: nobody is written to
        choose_mail(by=account, frequency=MailChoice.Frequency.NONE)


@transaction.atomic
def consent_to_newsletter(*, by: Account, given: bool) -> None:
    """Log that a person wants the region's newsletter, or not any more; nothing where nothing changes."""
    Account.objects.select_for_update().get(pk=by.pk)
    if wants_newsletter(by) != given:
        Consent.objects.create(account=by, purpose=Consent.Purpose.NEWSLETTER, given=given, wording=NEWSLETTER_WORDING)


@transaction.atomic
def forget_old() -> int:
    """Delete what is kept for nothing; how many rows.

    Notices read 90 days or told a year ago, letters that ended a month ago, reminders not confirmed in a week.
    """
    now = database_now()
    old = Notice.objects.filter(Q(told_at__lt=now - 365 * DAY) | Q(read_at__lt=now - 90 * DAY), mail_due__isnull=True)
    letters = Letter.objects.filter(ended_at__lt=now - 30 * DAY)
    reminders = Reminder.objects.filter(confirmed_at__isnull=True, asked_at__lt=now - 7 * DAY)
    return sum(rows.delete()[0] for rows in (old, letters, reminders))


@transaction.atomic
def forget_person(*, account: Account) -> None:
    """Delete all that this room keeps of a person, in the caller's transaction."""
    for model in (Notice, Letter, Follow, Mute, MailChoice, Consent):
        model.objects.filter(account=account).delete()
    Reminder.objects.filter(email__in=addresses_of(account)).delete()
