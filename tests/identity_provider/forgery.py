# SPDX-License-Identifier: EUPL-1.2
"""Tokens made by hand: with the provider's own key, or with keys that it never had."""

import time
from typing import Any

import jwt
from allauth.core.internal import jwkkit

from tests.identity_provider.people import API_AUDIENCE
from tests.identity_provider.provider import Provider


def token_of(
    provider: Provider, key: Any = None, *, algorithm: str = "RS256", header: dict | None = None, **claims: Any
) -> str:
    """A good token of the provider, but for what is changed; a claim of None is left out."""
    public, own = jwkkit.load_jwk_from_pem(provider.key)
    now = int(time.time())
    whole = {"iss": provider.url, "aud": API_AUDIENCE, "sub": "forged", "iat": now, "exp": now + 60, **claims}
    kept = {name: value for name, value in whole.items() if value is not None}
    return jwt.encode(
        kept, own if key is None else key, algorithm=algorithm, headers={"kid": public["kid"], **(header or {})}
    )
