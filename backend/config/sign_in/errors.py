# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong on the way to an issuer, or with a letter."""

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.translation import gettext_lazy as _

from backend.common.errors import TryLater

RETRY_SECONDS = 30


class IssuerUnreachable(OAuth2Error):  # type: ignore[misc]
    """The issuer does not answer."""


class LetterNotSent(TryLater):
    """The mail server did not take a letter within its time (503)."""

    code = "letter_not_sent"
    message = _("The letter could not be sent just now. Nothing was lost: try again in a moment.")
