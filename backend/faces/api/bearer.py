# SPDX-License-Identifier: EUPL-1.2
"""Who asks, by an access token of an issuer: `Authorization: Bearer …`."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from backend.common.errors import TryLater
from backend.faces.api.errors import TokenExpired, TokenInvalid
from backend.participation.participants.issuers import account_asserted
from backend.region.accounts.claims import Asserted, ClaimsRefused, read_claims
from backend.region.accounts.directory import IssuerAway
from backend.region.accounts.issuers import Issuer
from backend.region.accounts.tokens import TokenRefused, issuer_named_in, read_token

if TYPE_CHECKING:
    from backend.region.accounts.models import Account


class IssuerToken(BaseAuthentication):
    """An access token as JWT, with one of the issuer's `api_audiences` in `aud`.

    Where the header is sent, nothing else counts: a bad token is 401, also beside a good session.
    """

    def authenticate(self, request: Request) -> tuple[Account, dict[str, Any]] | None:
        """The account and the token's claims; None without such a header; raises TokenInvalid, TryLater."""
        told = told_by(request)
        if told is None:
            return None
        account = account_asserted(issuer=told.issuer, asserted=told.asserted)
        if not account.is_active:
            raise TokenInvalid
        account.signed_in_with_two_factors = told.asserted.two_factors  # type: ignore[attr-defined]  # for rights_of
        return account, told.claims


@dataclasses.dataclass(frozen=True)
class Told:
    """What a good token says: whose it is, all its claims, and what is believed of them."""

    issuer: Issuer
    claims: dict[str, Any]
    asserted: Asserted


def told_by(request: Request) -> Told | None:
    """What the request's access token says; None without one; raises TokenInvalid, TokenExpired, TryLater."""
    scheme, _space, token = get_authorization_header(request).strip().partition(b" ")
    if scheme.lower() != b"bearer":
        return None
    try:
        return _read(token.decode("ascii").strip())
    except TokenRefused as refused:
        raise (TokenExpired if refused.reason == "expired" else TokenInvalid) from refused
    except (ClaimsRefused, UnicodeDecodeError) as refused:
        raise TokenInvalid from refused
    except IssuerAway as away:
        raise TryLater from away


def _read(token: str) -> Told:
    named = issuer_named_in(token)
    issuer = next((one for one in settings.ISSUERS if one.url == named and one.api_audiences), None)
    if issuer is None:
        raise TokenInvalid
    claims = read_token(token, issuer=issuer, audiences=issuer.api_audiences)
    return Told(issuer, claims, read_claims(issuer, claims))


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The access token of an issuer."""

    target_class = "backend.faces.api.bearer.IssuerToken"
    name = "issuer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:  # noqa: ARG002 spectacular's signature
        """A JWT in the usual header."""
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "An access token of an OpenID Connect issuer that this service knows (docs/api.md)",
        }
