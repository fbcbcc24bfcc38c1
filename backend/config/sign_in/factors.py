# SPDX-License-Identifier: EUPL-1.2
"""Passkeys, codes of an app and recovery codes: what allauth asks about them, and words for its forms."""

import base64
import hashlib
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm as AuthenticateKey
from allauth.mfa.webauthn.forms import LoginWebAuthnForm as LoginKey
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm as ReauthenticateKey
from cryptography.fernet import Fernet, InvalidToken
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backend.common.ids import keyed_hash
from backend.region.accounts.models import Account

_ODD = (KeyError, TypeError, ValueError, AttributeError, IndexError)
"""What the library raises at a credential that no browser makes."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are stored encrypted; a key knows its person by their public name."""

    def encrypt(self, text: str) -> str:
        """The secret of an app or of recovery codes, as it is stored: a stolen database gives none."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted; nothing (so no code fits) where the key has been changed."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""

    def build_totp_svg(self, url: str) -> str:
        """The QR code as SVG for the page itself: no image of another address, no style."""
        return segno.make(url, error="m").svg_inline(scale=4, border=3, light="#fff", svgclass=None, lineclass=None)

    def get_totp_label(self, user: Account) -> str:
        """The name in the app."""
        return user.email or user.pseudonym

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """What a passkey remembers of its person: the public name, and the address to tell accounts apart."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.pseudonym, "name": user.email or user.pseudonym}

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002 allauth's signature
        """A name that the person may change."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(_("Passkey %(number)s")) % {"number": number}


def _cipher() -> Fernet:
    """Under a key that lies in no database and is never changed (PARTICIPANT_KEY)."""
    key = keyed_hash(hashlib.sha256(settings.PARTICIPANT_KEY).digest(), "second factors")
    return Fernet(base64.urlsafe_b64encode(key))


class WellFormed(forms.Form):
    """A credential that the library cannot read is wrong, not a fault of ours."""

    def full_clean(self) -> None:
        """Clean; an odd credential becomes an error."""
        try:
            super().full_clean()
        except _ODD:
            self.cleaned_data = {}
            self.add_error(None, _("The key's answer could not be read. Try again."))


class AddKeyForm(WellFormed, AddWebAuthnForm):  # type: ignore[misc]
    """A new key, which is enough alone unless the person says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].help_text = _("For yourself, to tell your keys apart.")
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("I sign in with this key alone")
        passwordless.help_text = _("The device asks for your fingerprint, face or PIN. No code, no password.")


class AuthenticateKeyForm(WellFormed, AuthenticateKey):  # type: ignore[misc]
    """A key as the second step."""


class LoginKeyForm(WellFormed, LoginKey):  # type: ignore[misc]
    """A key alone."""


class ReauthenticateKeyForm(WellFormed, ReauthenticateKey):  # type: ignore[misc]
    """A key to confirm that it is still the same person."""
