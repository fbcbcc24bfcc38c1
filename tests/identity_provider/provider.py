# SPDX-License-Identifier: EUPL-1.2
"""The provider as tests see it: tell it of people, walk through its pages, take it as an issuer."""

import contextlib
import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponseBase
from django.test import Client

from backend.region.accounts.issuers import Issuer
from tests.identity_provider.people import API_AUDIENCE

ROOT = Path(__file__).parents[2]
PASSWORD, SECRET = "a password of the provider", "s" * 32
CLAIMS = {
    "subject": ("sub",),
    "national_identifier": ("hetu",),
    "birth_date": ("birthdate",),
    "municipality": ("kuntakoodi",),
    "email": ("email",),
    "roles": ("realm_access", "roles"),
}


class Provider:
    """One running provider; `sign_in` is what a person does there, by HTTP."""

    def __init__(self, url: str, key: str) -> None:
        self.url, self.key = url, key

    def tell(self, **told: Any) -> None:
        """Tell the provider something (control.py)."""
        requests.post(f"{self.url}/control/", json=told, timeout=10).raise_for_status()

    def person(self, person: str, /, **claims: Any) -> str:
        """Make a person, or change what the provider says of them; the name is what they sign in with."""
        self.tell(person=person, password=PASSWORD, claims=claims)
        return person

    def issuer(
        self, key: str = "porvoo", municipality: str = "638", site: str = "http://testserver", **changes: Any
    ) -> Issuer:
        """The provider as an issuer of that site, for settings.ISSUERS; each key is a client of its own."""
        callback = f"{site}/accounts/oidc/{key}/login/callback/"
        self.tell(client=f"parvi-{key}", secret=SECRET, redirect_uris=[callback])
        given: dict[str, Any] = {
            "name": {"fi": f"Tunnistus {key}", "sv": f"Identifiering {key}", "en": f"Identification {key}"},
            "url": self.url,
            "client_id": f"parvi-{key}",
            "client_secret": SECRET,
            "claims": CLAIMS,
            "assurance": {"amr": {"pwd": "account", "bank": "strong"}, "loa": {"high": "strong"}},
            "roles": {"staff": "organiser"} if municipality else {},
            "scopes": ("openid", "email"),
            "api_audiences": (API_AUDIENCE,),
        }
        return Issuer(key=key, municipality=municipality, **(given | changes))

    def consent(self, address: str, person: str) -> str:
        """Open the issuer's page at the address, sign in and allow: where the provider sends the browser then."""
        with requests.Session() as browser:
            page = browser.get(address, timeout=10)
            page = browser.post(page.url, {**_hidden(page.text), "login": person, "password": PASSWORD}, timeout=10)
            form = {**_hidden(page.text), "scopes": ["openid", "email"], "action": "grant"}
            target = urljoin(self.url, "/identity/o/authorize")
            answer = browser.post(target, form, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["Location"])

    def sign_in(self, client: Client, person: str, key: str = "porvoo", **query: str) -> HttpResponseBase:
        """The whole way from our link to our answer after the callback."""
        begun = client.get(f"/accounts/oidc/{key}/login/", query, headers={"Sec-Fetch-Site": "same-origin"})
        assert begun.status_code == 302, begun.content
        back = self.consent(begun["Location"], person)
        return client.get(back.removeprefix("http://testserver"))

    def access_token(self, person: str, key: str = "porvoo", site: str = "http://testserver") -> dict[str, str]:
        """The tokens that a program of that client gets for the person."""
        callback = f"{site}/accounts/oidc/{key}/login/callback/"
        query = {
            "client_id": f"parvi-{key}",
            "redirect_uri": callback,
            "scope": "openid email",
            "response_type": "code",
        }
        asked = requests.Request("GET", f"{self.url}/identity/o/authorize", params=query).prepare().url
        code = parse_qs(urlsplit(self.consent(str(asked), person)).query)["code"][0]
        body = {"grant_type": "authorization_code", "code": code, "redirect_uri": callback}
        auth = (f"parvi-{key}", SECRET)
        answer = requests.post(
            f"{self.url}/identity/o/api/token", {**body, "client_id": auth[0]}, auth=auth, timeout=10
        )
        found: dict[str, str] = answer.json()
        return found


def _hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page."""
    fields = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    return {
        html.unescape(re.search(r'name="([^"]*)"', one).group(1)): html.unescape(
            found.group(1) if (found := re.search(r'value="([^"]*)"', one)) else ""
        )
        for one in fields
    }


@contextlib.contextmanager
def running_provider(folder: Path) -> Iterator[Provider]:
    """Start the provider with an empty database in the folder; it ends with the block, or with us."""
    key = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(key)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.identity_provider"],
        cwd=ROOT,
        env={**os.environ, "PROVIDER_FOLDER": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin
        assert process.stdout
        port = process.stdout.readline().strip()
        assert port, "the provider did not start"
        yield Provider(f"http://127.0.0.1:{port}", key.decode())
        process.stdin.close()
        process.wait(10)
