# SPDX-License-Identifier: EUPL-1.2
"""What is believed of the claims of an issuer: its map read, everything else left where it is."""

import dataclasses
import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from backend.common.text import clean_line
from backend.region.accounts.issuers import ASSURANCES, ClaimPath, Issuer, IssuerAssurance

_LONGEST = 191
_CODE = re.compile(r"[0-9]{3}")
_YEAR = re.compile(r"(19|20)[0-9]{2}")


class ClaimsRefused(Exception):
    """The claims name no subject that could be kept, so nobody has signed in."""


@dataclasses.dataclass(frozen=True)
class Asserted:
    """What an issuer says of who signed in, as far as it may.

    `municipality` is a code that the issuer may speak for; `moved` says that the issuer named
    another one. `roles` is None where the issuer said nothing of roles. `identifier` is the
    national identifier, given only where the person was strongly identified. `two_factors` holds
    for this sign-in alone.
    """

    subject: str
    assurance: IssuerAssurance = "account"
    identifier: str = ""
    municipality: str = ""
    moved: bool = False
    birth_date: datetime.date | None = None
    birth_year: int | None = None
    email: str = ""
    roles: frozenset[str] | None = None
    two_factors: bool = False


def read_claims(issuer: Issuer, claims: Mapping[str, Any]) -> Asserted:
    """Read the claims by the issuer's map; raises ClaimsRefused without a subject."""
    subject = _text(_claim(issuer, "subject", claims))
    if not subject or len(subject) > _LONGEST or clean_line(subject) != subject:
        raise ClaimsRefused
    assurance = _assurance(issuer, claims)
    code = _code(_claim(issuer, "municipality", claims))
    spoken_for = bool(code) and issuer.municipality in {"", code}
    birth_date = _date(_claim(issuer, "birth_date", claims))
    return Asserted(
        subject=subject,
        assurance=assurance,
        identifier=_identifier(_claim(issuer, "national_identifier", claims)) if assurance == "strong" else "",
        municipality=code if spoken_for else "",
        moved=bool(code) and not spoken_for,
        birth_date=birth_date,
        birth_year=birth_date.year if birth_date else _year(_claim(issuer, "birth_year", claims)),
        email=_text(_claim(issuer, "email", claims)) if claims.get("email_verified") is True else "",
        roles=_roles(issuer, _claim(issuer, "roles", claims)),
        two_factors=used_two_factors(claims),
    )


def scopes_in(claims: Mapping[str, Any], path: ClaimPath) -> frozenset[str]:
    """The scopes of an access token: words of a text, a list of them, or lists within the objects of a list."""
    return frozenset(_words(claims, path))


def _words(value: Any, path: ClaimPath) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _words(one, path)
    elif path:
        yield from _words(value.get(path[0]), path[1:]) if isinstance(value, Mapping) else ()
    elif isinstance(value, str):
        yield from value.split()


def used_two_factors(claims: Mapping[str, Any]) -> bool:
    """Whether the issuer says that the person proved two things (RFC 8176: `mfa` in `amr`)."""
    return "mfa" in _values(claims.get("amr"))


def _claim(issuer: Issuer, name: str, claims: Mapping[str, Any]) -> Any:
    path: ClaimPath = issuer.claims.get(name, ())
    value: Any = claims if path else None
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _identifier(value: Any) -> str:
    """Written the same way whoever says it, so that one person has one."""
    return re.sub(r"\s", "", _text(value)).upper()[:_LONGEST]


def _code(value: Any) -> str:
    """Three digits; also "49" and 49 mean 049."""
    code = _text(value).rjust(3, "0")
    return code if _CODE.fullmatch(code) and code != "000" else ""


def _date(value: Any) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(_text(value))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


def _year(value: Any) -> int | None:
    found = _YEAR.fullmatch(_text(value))
    return int(found.group()) if found else None


def _assurance(issuer: Issuer, claims: Mapping[str, Any]) -> IssuerAssurance:
    """The strongest that any of the mapped values gives; whoever signed in anyhow has an account."""
    given = [
        level
        for claim, levels in issuer.assurance.items()
        for value in _values(claims.get(claim))
        if (level := levels.get(value)) is not None
    ]
    return max(given, key=ASSURANCES.index, default="account")


def _values(value: Any) -> list[str]:
    return [_text(one) for one in value] if isinstance(value, list) else [_text(value)]


def _roles(issuer: Issuer, value: Any) -> frozenset[str] | None:
    if value is None:
        return None
    return frozenset(issuer.roles[name] for name in _values(value) if name in issuer.roles)
