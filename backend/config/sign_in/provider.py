# SPDX-License-Identifier: EUPL-1.2
"""An issuer as allauth knows it: its claims read by our map, its tokens always checked by signature."""

from collections.abc import Mapping
from typing import Any

import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from backend.config.sign_in.errors import IssuerUnreachable
from backend.region.accounts.claims import Asserted, ClaimsRefused, read_claims
from backend.region.accounts.directory import IssuerAway, directory_of
from backend.region.accounts.issuers import Issuer, issuer_named
from backend.region.accounts.selectors import address_is_taken
from backend.region.accounts.tokens import TokenRefused, read_token


class IssuerConnection(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The way to an issuer and back."""

    @property
    def issuer(self) -> Issuer:
        """Whom we talk to; raises SocialApp.DoesNotExist."""
        found = issuer_named(settings.ISSUERS, self.provider_id)
        if found is None:
            raise SocialApp.DoesNotExist
        return found

    @property
    def openid_config(self) -> dict[str, Any]:
        """The issuer's endpoints, from this process's directory; raises IssuerUnreachable."""
        try:
            return directory_of(self.issuer).configuration()
        except IssuerAway as error:
            raise IssuerUnreachable(self.provider_id) from error

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who signed in, by the identity token; what the userinfo endpoint adds counts for the same subject only."""
        identity = self._decode_id_token(app, kwargs["response"].get("id_token"))
        more = self._fetch_user_info(token.token) if self.issuer.userinfo else {}
        if more and more.get("sub") != identity["sub"]:
            raise OAuth2Error("userinfo is of somebody else")
        return self.get_provider().sociallogin_from_response(request, {**more, **identity})

    def _decode_id_token(self, app: SocialApp, id_token: Any) -> dict[str, Any]:
        """Allauth skips the signature of a token that came straight from the issuer; we do not."""
        if not isinstance(id_token, str):
            raise OAuth2Error("no identity token")
        try:
            return read_token(id_token, issuer=self.issuer, audiences=[app.client_id])
        except TokenRefused as error:
            raise OAuth2Error(f"identity token refused: {error.reason}") from error
        except IssuerAway as error:
            raise IssuerUnreachable(self.provider_id) from error


class IssuerProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """One issuer of the settings; the SocialLogin that it makes carries `asserted`."""

    oauth2_adapter_class = IssuerConnection
    pkce_enabled_default = True

    def __init__(self, request: HttpRequest, app: SocialApp | None = None) -> None:
        super().__init__(request, app=app)
        name = self.issuer.name
        self.name = name.get((get_language() or "fi")[:2]) or name["fi"]

    @property
    def issuer(self) -> Issuer:
        """The settings of this issuer; raises SocialApp.DoesNotExist."""
        found = issuer_named(settings.ISSUERS, self.app.provider_id)
        if found is None:
            raise SocialApp.DoesNotExist
        return found

    def redirect(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To the issuer; an error page where it does not answer."""
        try:
            answer: HttpResponse = super().redirect(request, *args, **kwargs)
        except (OAuth2Error, requests.RequestException) as error:
            answer = render_authentication_error(request, self, exception=error)
        return answer

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:  # noqa: ARG002
        """Scopes are the settings', not the address's."""
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:  # noqa: ARG002
        """Nothing that an address says is passed on; the issuer speaks the person's language."""
        return {"ui_locales": (get_language() or "fi")[:2]}

    def sociallogin_from_response(self, request: HttpRequest, response: Mapping[str, Any]) -> SocialLogin:
        """A login that nothing of the claims is stored with; what may be believed lies in `asserted`."""
        try:
            asserted = read_claims(self.issuer, response)
        except ClaimsRefused as error:
            raise OAuth2Error("no subject") from error
        login = super().sociallogin_from_response(request, asserted)
        login.asserted = asserted
        return login

    def extract_uid(self, data: Asserted) -> str:
        """The subject."""
        return data.subject

    def extract_extra_data(self, data: Asserted) -> dict[str, Any]:  # noqa: ARG002
        """Nothing: claims hold names and more that is not ours to keep."""
        return {}

    def extract_common_fields(self, data: Asserted) -> dict[str, Any]:
        """The address, if nobody here has it."""
        return {"email": data.email} if data.email and not address_is_taken(data.email) else {}

    def extract_email_addresses(self, data: Asserted) -> list[EmailAddress]:
        """The same address as a confirmed one."""
        found = self.extract_common_fields(data)
        return [EmailAddress(email=found["email"], verified=True, primary=True)] if found else []

    def verify_token(self, request: HttpRequest, token: dict[str, Any]) -> SocialLogin:
        """A program's own identity token, for the headless interface."""
        try:
            identity = read_token(str(token.get("id_token")), issuer=self.issuer, audiences=[self.app.client_id])
            return self.sociallogin_from_response(request, identity)
        except (TokenRefused, IssuerAway, OAuth2Error) as error:
            raise get_adapter().validation_error("invalid_token") from error
