# SPDX-License-Identifier: EUPL-1.2
"""The provider's people: what it says of each is what a test told it."""

import json
import os
from pathlib import Path
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

API_AUDIENCE = "parvi-api"
_FOLDER = Path(os.environ.get("PROVIDER_FOLDER", "."))


def claims_of(name: str) -> dict[str, Any]:
    """What was told of the person of that user name."""
    found: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text())
    return found


def tell(name: str, claims: dict[str, Any]) -> None:
    """Keep what a test tells."""
    (_FOLDER / f"{name}.json").write_text(json.dumps(claims))


class ProviderAdapter(DefaultOIDCAdapter):
    """Every claim is both in the identity token and at the userinfo endpoint, like at a Keycloak."""

    def get_claims(self, purpose, user, client, scopes, email=None, **kwargs):
        return {**claims_of(user.username), "sub": self.get_user_sub(client, user)}

    def populate_access_token(self, access_token, *, client, scopes, user, **kwargs):
        access_token["aud"] = [API_AUDIENCE]
        access_token.update({name: claim for name, claim in claims_of(user.username).items() if name != "sub"})
