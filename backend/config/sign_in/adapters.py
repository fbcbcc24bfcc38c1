# SPDX-License-Identifier: EUPL-1.2
"""What allauth asks when an account is made, and when an issuer has said who somebody is."""

import dataclasses
from typing import Any

import requests
import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from backend.common.outside import OutsideSession
from backend.config.sign_in.errors import RETRY_SECONDS, IssuerUnreachable, LetterNotSent
from backend.faces.pages.second_factor import note_factors
from backend.faces.pages.waiting import after_sign_in, counted_as
from backend.participation.participants.errors import IdentifiedOtherwise
from backend.participation.participants.issuers import note_sign_in
from backend.region.accounts.directory import session_for
from backend.region.accounts.issuers import Issuer
from backend.region.accounts.models import Account

_log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """An account keeps the language in which it was made; what was kept is carried out after any way of signing in."""

    def new_user(self, request: HttpRequest) -> Account:
        """An account not stored yet."""
        account: Account = super().new_user(request)
        account.language = (get_language() or "fi")[:2]
        return account

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter in the request; raises LetterNotSent."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # smtplib's refusals are OSErrors too
            raise LetterNotSent from error

    def post_login(self, request: HttpRequest, user: Account, **about: Any) -> HttpResponse:
        """Signed in: on to what was kept, and then to where one was."""
        login = (about.get("signal_kwargs") or {}).get("sociallogin")
        note_factors(request, user, two=login is not None and login.asserted.two_factors)
        answer: HttpResponse = super().post_login(request, user, **about)
        return after_sign_in(request, answer)

    def get_client_ip(self, request: HttpRequest) -> str:
        """By what tries are counted: the address, at a kiosk the kiosk."""
        return counted_as(request) or str(super().get_client_ip(request))


class IssuerAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Issuers come from the settings alone, and no two ways of signing in are joined by an e-mail address."""

    def list_apps(
        self,
        request: HttpRequest | None,  # noqa: ARG002 allauth's signature
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """The issuers of the settings; none is kept in the database."""
        found = [_app_of(issuer) for issuer in settings.ISSUERS]
        wanted = [app for app in found if provider in {None, app.provider, app.provider_id}]
        return [app for app in wanted if client_id in {None, app.client_id}]

    def get_requests_session(self) -> OutsideSession:
        """Asks the hosts of issuers and nobody else."""
        return session_for(settings.ISSUERS)

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:  # noqa: ARG002 allauth's signature
        """Never: whoever has an address at an issuer need not be who has it here."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Account:  # noqa: ARG002
        """A new account has the address that the issuer has confirmed, if nobody has it, and no name."""
        account: Account = sociallogin.user
        account.email = data.get("email") or None
        return account

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Before somebody known is signed in, or connects: keep what the issuer says of them now."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            _connect(request, sociallogin)
        elif sociallogin.is_existing:
            _note(sociallogin.user, sociallogin)

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Account:
        """Store a new account, with what the issuer says of it."""
        account: Account = super().save_user(request, sociallogin, form)
        _note(account, sociallogin)
        return account

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,  # noqa: ARG002 allauth's signature
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """An issuer that does not answer is another thing than one that says no: 503, and try again."""
        headless = ((extra_context or {}).get("state") or {}).get("headless")
        if isinstance(exception, requests.RequestException | IssuerUnreachable) and not headless:
            answer = render(request, "socialaccount/issuer_away.html", {"provider": provider}, status=503)
            answer.headers["Retry-After"] = str(RETRY_SECONDS)
            raise ImmediateHttpResponse(answer)


def _note(account: Account, login: SocialLogin) -> None:
    """A sign-in without the roles claim ends the roles; an identifier that changed hinders nobody."""
    issuer = login.provider.issuer
    asserted = dataclasses.replace(login.asserted, roles=login.asserted.roles or frozenset())
    try:
        note_sign_in(account=account, issuer=issuer, asserted=asserted)
    except IdentifiedOtherwise:
        _log.warning("identifier_changed", issuer=issuer.key, account=account.pk)
        note_sign_in(account=account, issuer=issuer, asserted=dataclasses.replace(asserted, identifier=""))


def _connect(request: HttpRequest, login: SocialLogin) -> None:
    """An identity joins the account that asks for it, one of each issuer, and never that of another person."""
    account, issuer = request.user, login.provider.issuer
    if not isinstance(account, Account) or (login.is_existing and login.user != account):
        return  # allauth refuses both
    others = SocialAccount.objects.filter(user=account, provider=issuer.key).exclude(uid=login.account.uid)
    if others.exists():
        raise _not_connected(request, IdentifiedOtherwise())
    try:
        note_sign_in(account=account, issuer=issuer, asserted=login.asserted)
    except IdentifiedOtherwise as refused:
        raise _not_connected(request, refused) from refused


def _not_connected(request: HttpRequest, refused: IdentifiedOtherwise) -> ImmediateHttpResponse:
    messages.error(request, str(refused))
    return ImmediateHttpResponse(redirect("socialaccount_connections"))


def _app_of(issuer: Issuer) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=issuer.key,
        name=issuer.name["en"],
        client_id=issuer.client_id,
        secret=issuer.client_secret,
        settings={"server_url": issuer.url, "fetch_userinfo": issuer.userinfo, "scope": list(issuer.scopes)},
    )
