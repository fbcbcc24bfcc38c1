# SPDX-License-Identifier: EUPL-1.2
"""Asking services outside: only hosts that were named, over TLS, no redirects, little time and few bytes."""

import ipaddress
import socket
import time
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

import requests
from django.core.exceptions import ImproperlyConfigured

CONNECT_SECONDS = 3.05
READ_SECONDS = 5
WHOLE_SECONDS = 10
LARGEST_ANSWER = 512 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class OutsideRefused(requests.RequestException):
    """The address, or what it answered, is not what may be asked."""


def require_https(setting: str, url: str, *, production: bool) -> str:
    """The address that a setting names, "" for none; raises ImproperlyConfigured where it is not safe to send to."""
    parts = urlsplit(url)
    plain = parts.scheme == "http" and parts.hostname in _LOOPBACK and not production
    if url and not (parts.scheme == "https" or plain):
        raise ImproperlyConfigured(f"{setting} must be an https address.")
    return url


class OutsideSession(requests.Session):
    """A session that asks the given hosts (with their ports) and nobody else.

    What it hinders: an issuer or a webhook's owner that names an address of our own network, a
    redirect to one, a name that resolves to one, an answer that never ends. `internal` hosts may
    have private addresses; `plain_loopback` allows http to this machine (never in production).
    Proxies and passwords of the environment are not used.
    """

    def __init__(self, *, hosts: Collection[str], internal: Collection[str] = (), plain_loopback: bool = False) -> None:
        super().__init__()
        self.trust_env = False
        self.hosts, self.internal, self.plain_loopback = frozenset(hosts), frozenset(internal), plain_loopback

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> requests.Response:
        """Ask; raises requests.RequestException, OutsideRefused where it may not be asked."""
        self._require_allowed(str(url))
        options |= {"allow_redirects": False, "stream": True, "timeout": (CONNECT_SECONDS, READ_SECONDS)}
        with super().request(method, url, *args, **options) as response:
            if response.is_redirect:
                raise OutsideRefused(f"{url} redirects")
            if response.status_code >= 500:
                raise OutsideRefused(f"{url} answers {response.status_code}")
            response._content = _bounded(response)  # noqa: SLF001 requests has no other way to bound an answer
        return response

    def _require_allowed(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        here = self.plain_loopback and host in _LOOPBACK
        if parts.netloc not in self.hosts:
            raise OutsideRefused(f"{parts.netloc} is not a host that was named")
        if parts.scheme != "https" and not (here and parts.scheme == "http"):
            raise OutsideRefused(f"{parts.scheme} is not https")
        if not here:
            _require_outside(host, parts.port or 443, private=parts.netloc in self.internal)


def _require_outside(host: str, port: int, *, private: bool) -> None:
    """Every address of the name lies outside (or in a private network where that was allowed)."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise OutsideRefused(f"{host} has no address") from error
    for text in found:
        address = ipaddress.ip_address(str(text).partition("%")[0])
        if private and address.is_private and not (address.is_loopback or address.is_link_local):
            continue
        if not address.is_global or address.is_multicast:
            raise OutsideRefused(f"{host} is at {address}, inside")


def _bounded(response: requests.Response) -> bytes:
    content, deadline = bytearray(), time.monotonic() + WHOLE_SECONDS
    for part in response.iter_content(16 * 1024):
        content += part
        if len(content) > LARGEST_ANSWER or time.monotonic() > deadline:
            raise OutsideRefused(f"the answer of {response.url} is too long")
    return bytes(content)
