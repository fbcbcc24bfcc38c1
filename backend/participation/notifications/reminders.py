# SPDX-License-Identifier: EUPL-1.2
"""A letter when voting opens, for an address without an account: asked, confirmed, sent once, forgotten."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp
from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES
from backend.participation.campaigns.models import Phase
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.notifications.errors import LinkUnknown, ReminderTooLate
from backend.participation.notifications.links import reminder_of_token
from backend.participation.notifications.models import Letter, Reminder
from backend.region.accounts.selectors import Viewer

MOST_ASKED = 5
"""How many unconfirmed reminders of an address there may be: nobody's mailbox is filled by others."""


@transaction.atomic
def ask_reminder(*, viewer: Viewer, slug: str, email: str, language: str) -> None:
    """Send a letter by which the owner of an address confirms that they want to be reminded.

    The answer is the same whoever asked before and how often: it tells nothing of the address.
    Raises NotFound, InvalidInput, ReminderTooLate.
    """
    campaign = campaign_alone(slug, viewer=viewer)
    if not Phase.objects.filter(campaign=campaign, kind=Phase.Kind.SUPPORT, opens__gt=ClockTimestamp()).exists():
        raise ReminderTooLate
    email = _checked(email)
    asked = Reminder.objects.filter(email=email, confirmed_at__isnull=True).count()
    if asked >= MOST_ASKED or Reminder.objects.filter(email=email, campaign=campaign).exists():
        return
    reminder = Reminder(campaign=campaign, email=email, language=language if language in LANGUAGES else "fi")
    made = Reminder.objects.bulk_create([reminder], ignore_conflicts=True)
    kept = Reminder.objects.filter(email=email, campaign=campaign).first()
    if made and kept is not None:
        Letter.objects.create(kind=Letter.Kind.CONFIRM, reminder=kept)


@transaction.atomic
def confirm_reminder(*, token: str) -> Reminder:
    """The owner of the address wants the reminder. Raises LinkUnknown."""
    reminder = Reminder.objects.select_related("campaign").filter(pk=reminder_of_token(token)).first()
    if reminder is None:
        raise LinkUnknown
    Reminder.objects.filter(pk=reminder.pk, confirmed_at__isnull=True).update(confirmed_at=ClockTimestamp())
    return reminder


@transaction.atomic
def forget_reminder(*, token: str) -> None:
    """Forget the address. Raises LinkUnknown for a link that is none."""
    Reminder.objects.filter(pk=reminder_of_token(token)).delete()


def _checked(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise InvalidInput(fields={"email": _("Write an e-mail address, such as name@service.fi.")}) from error
    return email
