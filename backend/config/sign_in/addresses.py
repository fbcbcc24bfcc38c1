# SPDX-License-Identifier: EUPL-1.2
"""Whose an e-mail address is: of whoever confirmed it, never of whoever only wrote it down."""

import datetime

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.utils.translation import get_language

from backend.common.clock import database_now
from backend.region.accounts.models import Account

_LOCK = 7_302
UNCONFIRMED_FOR = datetime.timedelta(days=1)


def holder_of_address(email: str) -> Account | None:
    """The account that an address belongs to.

    That is one that has confirmed it, one that was made with it by staff, or one that was signed up
    with it and never used. An account that is in use with an address that it has not confirmed does
    not hold it: else somebody could write down another's address and be signed in as by them.
    """
    email = email.lower()
    rows = EmailAddress.objects.filter(email=email).select_related("user").order_by("-verified", "id")
    confirmed = next((row.user for row in rows if row.verified), None)
    if confirmed is not None:
        return confirmed  # type: ignore[no-any-return]
    account = Account.objects.filter(email=email).first()
    written = any(row.user_id == account.pk for row in rows) if account else False
    return None if account is not None and written and account.last_login else account


@transaction.atomic
def confirm_address(email: str) -> Account:
    """The account of somebody who has shown that an address is theirs; made where there is none.

    Whoever had only written the address down loses it, and a password that was set with it is void.
    """
    email = email.lower()
    with connection.cursor() as cursor:  # two tabs that confirm at once make one account
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, email])
    account = holder_of_address(email)
    if account is None:
        Account.objects.select_for_update().filter(email=email).update(email=None)
        EmailAddress.objects.filter(email=email, verified=False).delete()
        account, _made = Account.objects.get_or_create(
            email=email, defaults={"language": (get_language() or "fi")[:2], "password": "!"}
        )
    address, made = EmailAddress.objects.get_or_create(
        user=account, email=email, defaults={"verified": True, "primary": True}
    )
    if not made and not address.verified:
        account.set_unusable_password()
        account.save(update_fields=["password"])
        EmailAddress.objects.filter(pk=address.pk).update(verified=True)
    return account


@transaction.atomic
def remove_unconfirmed_accounts() -> int:
    """Delete accounts that were signed up more than a day ago, whose address nobody confirmed; how many."""
    old = Account.objects.filter(
        last_login__isnull=True,
        joined_at__lt=database_now() - UNCONFIRMED_FOR,
        pk__in=EmailAddress.objects.filter(verified=False).values("user"),
    ).exclude(pk__in=EmailAddress.objects.filter(verified=True).values("user"))
    count = old.count()
    old.delete()
    return count
