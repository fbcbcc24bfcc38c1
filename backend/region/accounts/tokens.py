# SPDX-License-Identifier: EUPL-1.2
"""Tokens of issuers: believed only with a good signature, for us, from them, now."""

from collections.abc import Collection
from typing import Any

import jwt

from backend.region.accounts.directory import Directory, directory_of
from backend.region.accounts.issuers import Issuer

ALGORITHMS = frozenset({"RS256", "ES256", "EdDSA"})
LEEWAY_SECONDS = 30
LONGEST = 16 * 1024
_TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt"})
_UNREADABLE = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)
_OPTIONS: Any = {"require": ["iss", "aud", "exp", "sub"], "enforce_minimum_key_length": True}


class TokenRefused(Exception):
    """The token does not say who signed in; `reason` is one word for logs and tests."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def issuer_named_in(token: str) -> str:
    """The `iss` that a token claims, not believed yet; raises TokenRefused."""
    if len(token) > LONGEST:
        raise TokenRefused("too_long")
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except _UNREADABLE as error:
        raise TokenRefused("malformed") from error
    return str(claims.get("iss", ""))


def read_token(
    token: str, *, issuer: Issuer, audiences: Collection[str], directory: Directory | None = None
) -> dict[str, Any]:
    """The claims of a token that this issuer signed for one of the audiences.

    Raises TokenRefused, and directory.IssuerAway where its keys cannot be had. Of several
    audiences the authorized party must be one of ours (OpenID Connect Core 3.1.3.7).
    """
    if len(token) > LONGEST or not audiences:
        raise TokenRefused("too_long" if audiences else "audience")
    key = _key_of(token, directory or directory_of(issuer))
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=[key.algorithm_name],
            audience=list(audiences),
            issuer=issuer.url,
            leeway=LEEWAY_SECONDS,
            options=_OPTIONS,
        )
    except jwt.ExpiredSignatureError as error:
        raise TokenRefused("expired") from error
    except jwt.InvalidAudienceError as error:
        raise TokenRefused("audience") from error
    except _UNREADABLE as error:
        raise TokenRefused("invalid") from error
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp", "") not in {"", *audiences}:
        raise TokenRefused("audience")
    return claims


def _key_of(token: str, directory: Directory) -> jwt.PyJWK:
    """The issuer's key that the token names, of the kind that its algorithm needs."""
    try:
        header = jwt.get_unverified_header(token)
    except _UNREADABLE as error:
        raise TokenRefused("malformed") from error
    if header.get("alg") not in ALGORITHMS or str(header.get("typ", "JWT")).lower() not in _TYPES:
        raise TokenRefused("algorithm")
    name = header.get("kid")
    key = directory.key(name) if isinstance(name, str) else None
    if key is None or key.algorithm_name != header["alg"]:
        raise TokenRefused("key")
    return key
