# SPDX-License-Identifier: EUPL-1.2
"""What the library for signing in stores of a person: addresses, identities at other services, passkeys."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken

from backend.common.personal import PersonalData, rows_of
from backend.region.accounts.models import Account
from backend.region.accounts.services import forget_addresses

MODELS = (
    "account.EmailAddress",
    "account.EmailConfirmation",
    "socialaccount.SocialAccount",
    "socialaccount.SocialToken",
    "mfa.Authenticator",
)


def personal_data_of(account: Account) -> PersonalData:
    """The addresses by which a person signs in, what other services told, and keys (without their secrets)."""
    addresses = EmailAddress.objects.filter(user=account).order_by("id")
    identities = SocialAccount.objects.filter(user=account).order_by("id")
    keys = Authenticator.objects.filter(user=account).order_by("id")
    return {
        "email_addresses": rows_of(addresses, "email", "verified", "primary"),
        "identities": rows_of(identities, "provider", "uid", "extra_data", "date_joined", "last_login"),
        "sign_in_keys": rows_of(keys, "type", "created_at", "last_used_at"),
    }


def forget_person(*, account: Account) -> None:
    """Delete all of it, and what waits to be sent to the addresses. In the caller's transaction."""
    forget_addresses(account=account)
    EmailConfirmation.objects.filter(email_address__user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    SocialToken.objects.filter(account__user=account).delete()
    SocialAccount.objects.filter(user=account).delete()
    Authenticator.objects.filter(user=account).delete()
