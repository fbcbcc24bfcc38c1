# SPDX-License-Identifier: EUPL-1.2
"""What an issuer publishes, its endpoints and its keys, kept in the process."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import jwt
import requests
from django.conf import settings

from backend.common.outside import OutsideSession
from backend.region.accounts.issuers import Issuer

FRESH_SECONDS = 60 * 60
STALE_SECONDS = 24 * 60 * 60
AFTER_ERROR_SECONDS = 5
UNKNOWN_KEY_SECONDS = 60
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_KINDS = frozenset({"RSA", "EC", "OKP"})
_T = TypeVar("_T")


class IssuerAway(Exception):
    """The issuer does not answer, or not as it should; trying again later helps."""


class _Kept(Generic[_T]):
    """A value fetched from outside: renewed when old, kept while renewing fails, asked for by one thread at a time."""

    def __init__(self, fetch: Callable[[], _T], clock: Callable[[], float]) -> None:
        self._fetch, self._clock = fetch, clock
        self._renewing = threading.Lock()
        self._value: _T | None = None
        self._fetched = self._failed = self._asked = float("-inf")

    def get(self) -> _T:
        """The value, at most a day old; raises IssuerAway."""
        value = self._value
        if value is None or self._clock() - self._fetched > FRESH_SECONDS:
            self._renew(wait=value is None)
        if self._value is None or self._clock() - self._fetched > STALE_SECONDS:
            raise IssuerAway
        return self._value

    def renewed(self) -> _T:
        """The value, asked for again unless that was done within the last minute."""
        if self._clock() - self._asked > UNKNOWN_KEY_SECONDS:
            self._asked = self._clock()
            self._renew(wait=True)
        return self.get()

    def _renew(self, *, wait: bool) -> None:
        if not self._renewing.acquire(blocking=wait):
            return  # another thread asks already, and what we have will do
        try:
            now = self._clock()
            if now - self._failed < AFTER_ERROR_SECONDS or now - self._fetched < 1:
                return
            try:
                self._value, self._fetched = self._fetch(), self._clock()
            except (requests.RequestException, ValueError, TypeError, KeyError, AttributeError, jwt.PyJWTError):
                self._failed = self._clock()
        finally:
            self._renewing.release()


class Directory:
    """Endpoints and keys of one issuer."""

    def __init__(self, issuer: Issuer, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._configuration = _Kept(self._fetch_configuration, clock)
        self._keys = _Kept(self._fetch_keys, clock)

    def configuration(self) -> dict[str, Any]:
        """The discovery document, whose endpoints lie on the issuer's own hosts; raises IssuerAway."""
        return self._configuration.get()

    def key(self, name: str) -> jwt.PyJWK | None:
        """A public key by its id; an unknown one is asked for at most once a minute; raises IssuerAway."""
        found = self._keys.get().get(name)
        return found or self._keys.renewed().get(name)

    def _fetch_configuration(self) -> dict[str, Any]:
        found: dict[str, Any] = self._fetch(f"{self._issuer.url.rstrip('/')}/.well-known/openid-configuration")
        if found["issuer"] != self._issuer.url:
            raise ValueError(f"{self._issuer.url} calls itself {found['issuer']!r}")
        for name in _ENDPOINTS:
            if urlsplit(found[name]).netloc not in self._issuer.all_hosts:
                raise ValueError(f"{name} of {self._issuer.url} is on a host that was not named")
        return found

    def _fetch_keys(self) -> dict[str, jwt.PyJWK]:
        published = self._fetch(self.configuration()["jwks_uri"])["keys"]
        signing = [one for one in published if one.get("kty") in _KINDS and one.get("use", "sig") == "sig"]
        return {one["kid"]: key for one in signing if one.get("kid") and (key := _usable(one))}

    def _fetch(self, url: str) -> Any:
        with session_for([self._issuer]) as session:
            answer = session.get(url)
        answer.raise_for_status()
        return answer.json()


def _usable(published: dict[str, Any]) -> jwt.PyJWK | None:
    """None for a key of a kind that we cannot use; others of the issuer may do."""
    try:
        return jwt.PyJWK(published)
    except jwt.PyJWTError:
        return None


_DIRECTORIES: dict[tuple[str, str], Directory] = {}


def directory_of(issuer: Issuer) -> Directory:
    """The issuer's directory, one a process."""
    return _DIRECTORIES.setdefault((issuer.key, issuer.url), Directory(issuer))


def session_for(issuers: Iterable[Issuer]) -> OutsideSession:
    """A session that may ask the hosts of these issuers."""
    issuers = list(issuers)
    return OutsideSession(
        hosts={host for issuer in issuers for host in issuer.all_hosts},
        internal={host for issuer in issuers if issuer.internal for host in issuer.all_hosts},
        plain_loopback=not settings.PRODUCTION,
    )
