# SPDX-License-Identifier: EUPL-1.2
"""How often one may ask: counted by person, and by address only for those not signed in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from backend.common.addresses import network
from backend.common.limits import count, rate

if TYPE_CHECKING:
    from rest_framework.views import APIView


class ActsPerPerson(BaseThrottle):
    """At most so many requests in each minute (or second, hour, day); everything is allowed without Redis.

    A school behind one address is many persons once they have signed in. X-Forwarded-For is read
    only as far as our own proxies wrote it (REST_FRAMEWORK["NUM_PROXIES"]).
    """

    def allow_request(self, request: Request, view: APIView) -> bool:  # noqa: ARG002 DRF's signature
        """Count the request."""
        scope, name = self._who(request)
        limit, seconds = rate(scope)
        began = int(time.time() // seconds)
        self._waits = (began + 1) * seconds - time.time()
        return count(f"throttle:{scope}:{name}:{began}", seconds) <= limit

    def wait(self) -> float:
        """Seconds until the next window."""
        return max(1.0, self._waits)

    def _who(self, request: Request) -> tuple[str, str]:
        if request.user.is_authenticated:
            return "acts", str(request.user.pk)
        return "anonymous", network(self.get_ident(request) or "")


def network_of(request: Request) -> str:
    """The network from which somebody asks."""
    return network(BaseThrottle().get_ident(request) or "")
