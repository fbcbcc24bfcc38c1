# SPDX-License-Identifier: EUPL-1.2
"""OpenID Connect issuers of municipalities and of the region: what the settings say of them, checked at start."""

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from backend.common.text import LANGUAGES, LanguageText
from backend.region.places.codes import MUNICIPALITY_CODES

IssuerAssurance = Literal["none", "account", "strong"]
ClaimPath = tuple[str, ...]
"""Where a claim lies: ("birthdate",) or, inside another one, ("realm_access", "roles")."""

ASSURANCES: tuple[IssuerAssurance, ...] = ("none", "account", "strong")
"""The weakest first."""
_CLAIMS = ("subject", "national_identifier", "birth_date", "birth_year", "municipality", "email", "roles")
_ROLES = frozenset({"organiser", "moderator", "evaluator", "admin"})
_KEY = re.compile(r"[a-z][a-z0-9-]{1,39}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SHORTEST_SECRET = 16


@dataclasses.dataclass(frozen=True)
class DataRequests:
    """How an issuer's tokens may ask for a person's data and its erasure (docs/api.md).

    `scopes` is where a token's scopes lie: a text of words, a list, or lists within objects of a list.
    """

    query_scope: str
    delete_scope: str
    scopes: ClaimPath
    assurance: IssuerAssurance = "strong"


@dataclasses.dataclass(frozen=True)
class Issuer:
    """One issuer: whom it knows, what of its claims is believed, and for which municipality.

    `municipality` is the code of the municipality whose issuer it is, "" for one that serves the
    whole region. `assurance` maps claim → value → how sure that makes; `roles` maps a value of the
    roles claim → a staff role of that municipality. `hosts` are further hosts on which its
    endpoints may lie; `internal` says that they may have private addresses.
    """

    key: str
    name: LanguageText
    url: str
    client_id: str
    client_secret: str
    municipality: str
    claims: Mapping[str, ClaimPath]
    assurance: Mapping[str, Mapping[str, IssuerAssurance]] = dataclasses.field(default_factory=dict)
    roles: Mapping[str, str] = dataclasses.field(default_factory=dict)
    scopes: tuple[str, ...] = ("openid",)
    userinfo: bool = True
    api_audiences: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    internal: bool = False
    data_requests: DataRequests | None = None

    @property
    def all_hosts(self) -> frozenset[str]:
        """Every host (with its port) that is asked on this issuer's account."""
        return frozenset({urlsplit(self.url).netloc, *self.hosts})


def issuer_named(issuers: Iterable[Issuer], key: str) -> Issuer | None:
    """The issuer of that key."""
    return next((issuer for issuer in issuers if issuer.key == key), None)


def read_issuers(text: str, *, secret_of: Callable[[str], str], production: bool) -> tuple[Issuer, ...]:
    """The issuers of a JSON list (docs/settings.md); raises ImproperlyConfigured, naming the issuer and the field.

    `secret_of` gives the value of an environment variable, "" where there is none.
    """
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"ISSUERS_FILE is not JSON: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ImproperlyConfigured("ISSUERS_FILE must be a list of objects.")
    issuers = tuple(_issuer_of(row, secret_of, production=production) for row in rows)
    for name in ("key", "url"):
        values = [getattr(issuer, name) for issuer in issuers]
        if len(set(values)) < len(values):
            raise ImproperlyConfigured(f"ISSUERS_FILE has two issuers with the same {name}.")
    return issuers


class _Row:
    """One object of the file; each question names the field when it complains."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
        self.key = row.get("key", "?")

    def wrong(self, field: str, why: str) -> ImproperlyConfigured:
        return ImproperlyConfigured(f"Issuer {self.key!r} in ISSUERS_FILE: {field} {why}")

    def text(self, field: str, default: str | None = None) -> str:
        value = self.row.get(field, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self.wrong(field, "is missing or not a text.")
        return value

    def texts(self, field: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self.row.get(field, list(default))
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.wrong(field, "must be a list of texts.")
        return tuple(value)

    def table(self, field: str) -> dict[str, Any]:
        value = self.row.get(field, {})
        if not isinstance(value, dict):
            raise self.wrong(field, "must be an object.")
        return value

    def yes(self, field: str, *, default: bool) -> bool:
        value = self.row.get(field, default)
        if not isinstance(value, bool):
            raise self.wrong(field, "must be true or false.")
        return value


_FIELDS = frozenset(
    {
        "key", "name", "url", "client_id", "client_secret_env", "municipality", "claims", "assurance", "roles",
        "scopes", "userinfo", "api_audiences", "hosts", "internal", "data_requests",
    }
)  # fmt: skip


def _issuer_of(raw: dict[str, Any], secret_of: Callable[[str], str], *, production: bool) -> Issuer:
    row = _Row(raw)
    if unknown := sorted(set(raw) - _FIELDS):
        raise row.wrong(unknown[0], "is not a field that is known.")
    if not _KEY.fullmatch(row.text("key")):
        raise row.wrong("key", "must be 2–40 small letters, digits and hyphens, a letter first.")
    municipality = row.text("municipality", "")
    if municipality and municipality not in MUNICIPALITY_CODES:
        raise row.wrong("municipality", f"{municipality!r} is not the code of a municipality of the region.")
    issuer = Issuer(
        key=row.text("key"),
        name=_name_of(row),
        url=_url_of(row, production=production),
        client_id=row.text("client_id"),
        client_secret=_secret_of(row, secret_of, production=production),
        municipality=municipality,
        claims=_claims_of(row),
        assurance=_assurance_of(row),
        roles=_roles_of(row, municipality),
        scopes=row.texts("scopes", ("openid",)),
        userinfo=row.yes("userinfo", default=True),
        api_audiences=row.texts("api_audiences"),
        hosts=row.texts("hosts"),
        internal=row.yes("internal", default=False),
        data_requests=_data_requests_of(row),
    )
    if "openid" not in issuer.scopes:
        raise row.wrong("scopes", "must contain openid.")
    if issuer.client_id in issuer.api_audiences:
        raise row.wrong("api_audiences", "must not contain the client_id: identity tokens would open the API.")
    return issuer


def _name_of(row: _Row) -> LanguageText:
    name = row.table("name")
    if set(name) != set(LANGUAGES) or not all(isinstance(text, str) and text for text in name.values()):
        raise row.wrong("name", "must say fi, sv and en.")
    return cast("LanguageText", name)


def _url_of(row: _Row, *, production: bool) -> str:
    url = row.text("url")
    parts = urlsplit(url)
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        raise row.wrong("url", "must be an address without name, question mark or fragment.")
    loopback = parts.hostname in _LOOPBACK and not production
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise row.wrong("url", "must begin with https://.")
    return url


def _secret_of(row: _Row, secret_of: Callable[[str], str], *, production: bool) -> str:
    name = row.text("client_secret_env", "")
    secret = secret_of(name) if name else ""
    if production and len(secret) < _SHORTEST_SECRET:
        raise row.wrong(
            "client_secret_env", f"must name an environment variable of at least {_SHORTEST_SECRET} characters."
        )
    return secret


def _claims_of(row: _Row) -> dict[str, ClaimPath]:
    claims: dict[str, ClaimPath] = {}
    for name, path in row.table("claims").items():
        if name not in _CLAIMS:
            raise row.wrong(f"claims.{name}", "is not a claim that is used; no other is read.")
        claims[name] = _path_of(row, f"claims.{name}", path)
    if "subject" not in claims:
        raise row.wrong("claims.subject", "is missing.")
    return claims


def _path_of(row: _Row, field: str, path: object) -> ClaimPath:
    steps = [path] if isinstance(path, str) else path
    if not isinstance(steps, list) or not steps or not all(isinstance(step, str) and step for step in steps):
        raise row.wrong(field, "must be a claim's name, or a list of names, the outer one first.")
    return tuple(steps)


def _assurance_of(row: _Row) -> dict[str, dict[str, IssuerAssurance]]:
    table = row.table("assurance")
    for claim, values in table.items():
        if not isinstance(values, dict) or not set(values.values()) <= set(ASSURANCES):
            raise row.wrong(f"assurance.{claim}", f"must map values to one of {', '.join(ASSURANCES)}.")
    return table


def _roles_of(row: _Row, municipality: str) -> dict[str, str]:
    roles = row.table("roles")
    if roles and not municipality:
        raise row.wrong("roles", "may be given by a municipality's own issuer only.")
    if not set(roles.values()) <= _ROLES:
        raise row.wrong("roles", f"must map values to one of {', '.join(sorted(_ROLES))}.")
    if roles and "roles" not in row.table("claims"):
        raise row.wrong("claims.roles", "is missing, though roles are given.")
    return roles


_REQUEST_FIELDS = frozenset({"query_scope", "delete_scope", "scopes", "assurance"})


def _data_requests_of(row: _Row) -> DataRequests | None:
    """What must be said before a token may ask for a person's data: its scopes, where they lie, how sure."""
    table = row.table("data_requests")
    if not table:
        return None
    if unknown := sorted(set(table) - _REQUEST_FIELDS):
        raise row.wrong(f"data_requests.{unknown[0]}", "is not a field that is known.")
    for name in ("query_scope", "delete_scope"):
        if not isinstance(table.get(name), str) or not table[name] or " " in table[name]:
            raise row.wrong(f"data_requests.{name}", "must be one word.")
    if table["query_scope"] == table["delete_scope"]:
        raise row.wrong("data_requests.delete_scope", "must be another one than query_scope.")
    level = table.get("assurance", "strong")
    given = {level for values in _assurance_of(row).values() for level in values.values()}
    if level not in ("account", "strong"):
        raise row.wrong("data_requests.assurance", "must be account or strong.")
    if level == "strong" and "strong" not in given:
        raise row.wrong("data_requests.assurance", "is strong, which no value of assurance of this issuer gives.")
    scopes = _path_of(row, "data_requests.scopes", table.get("scopes"))
    if not row.texts("api_audiences"):
        raise row.wrong("data_requests", "needs api_audiences: the tokens come to the API.")
    return DataRequests(table["query_scope"], table["delete_scope"], scopes, level)
