# SPDX-License-Identifier: EUPL-1.2
"""Network addresses of those who ask, as far as our own proxies wrote them."""

import ipaddress
from collections.abc import Mapping
from typing import Any

from django.conf import settings


def address_of(meta: Mapping[str, Any]) -> str:
    """The address of a request's META; X-Forwarded-For is read only as far as settings.NUM_PROXIES wrote it."""
    forwarded = [one.strip() for one in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if one.strip()]
    if settings.NUM_PROXIES and forwarded:
        return forwarded[-min(settings.NUM_PROXIES, len(forwarded))]
    return str(meta.get("REMOTE_ADDR", ""))


def network(address: str) -> str:
    """An address without its colons, an IPv6 one by its /64: one subscriber has all of these."""
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((parsed, 64), strict=False)[0] if parsed.version == 6 else parsed)
