# SPDX-License-Identifier: EUPL-1.2
"""Taking an issuer's identity off one's account."""

from allauth.socialaccount.forms import DisconnectForm
from django.contrib import messages
from django.utils.translation import gettext

from backend.region.accounts.services import forget_assertion


class DisconnectIssuerForm(DisconnectForm):  # type: ignore[misc]
    """Also an issuer that the settings no longer name can be taken off."""

    def save(self) -> None:
        """Take it off, with what the issuer said."""
        identity = self.cleaned_data["account"]
        forget_assertion(account=identity.user, issuer=identity.provider)
        identity.delete()
        messages.success(self.request, gettext("It was taken off your account."))
