# SPDX-License-Identifier: EUPL-1.2
"""People who use the API: `call(aino).post("ideas/1/support/")`."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from backend.region.accounts.models import Account

ROOT = "/api/v1/"


class Caller:
    """One client of the API; paths are relative to its root, bodies are JSON."""

    def __init__(self, person: Account | None = None, **options: Any) -> None:
        self.client = Client(raise_request_exception=False, **options)
        if person is not None:
            self.client.force_login(person)

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str):
        return self.client.get(ROOT + path, query or {}, headers=_named(headers))

    def follow(self, address: str):
        """Open an absolute address, as `next` is one."""
        return self.client.get(address)

    def post(self, path: str, body: Any = None, **headers: str):
        return self.client.post(ROOT + path, body or {}, content_type="application/json", headers=_named(headers))

    def put(self, path: str, body: Any, **headers: str):
        return self.client.put(ROOT + path, body, content_type="application/json", headers=_named(headers))

    def patch(self, path: str, body: Any, **headers: str):
        return self.client.patch(ROOT + path, body, content_type="application/json", headers=_named(headers))

    def delete(self, path: str, **headers: str):
        return self.client.delete(ROOT + path, headers=_named(headers))


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


Call = Callable[..., Caller]


@pytest.fixture
def call(db) -> Call:
    """A caller, signed in or not."""
    return Caller


@pytest.fixture
def anyone(db) -> Caller:
    """Somebody not signed in."""
    return Caller()


@pytest.fixture(autouse=True)
def _nobody_has_asked_before():
    """Every test begins with all throttles at zero."""
    cache.clear()


@pytest.fixture
def refused():
    """Assert that an answer is a refusal of this status and code; gives its body."""

    def check(answer, status: int, code: str) -> dict[str, Any]:
        assert (answer.status_code, answer.json().get("code")) == (status, code), answer.content
        assert set(answer.json()) <= {"code", "message", "fields"}
        assert answer.json()["message"]
        return answer.json()

    return check
