# SPDX-License-Identifier: EUPL-1.2
"""What may go wrong on the way to an issuer."""

from allauth.socialaccount.providers.oauth2.client import OAuth2Error

RETRY_SECONDS = 30


class IssuerUnreachable(OAuth2Error):  # type: ignore[misc]
    """The issuer does not answer."""
