# SPDX-License-Identifier: EUPL-1.2
"""A program that uses the API for a person, signed in with a session token."""

import time
from collections.abc import Callable
from typing import Any

import httpx

from backend.config.seed.people import PASSWORD


class Program:
    """Calls of one person; every answer that is not a success is an error of the test."""

    def __init__(self, origin: str, email: str | None = None) -> None:
        self._http = httpx.Client(base_url=origin, timeout=30)
        if email is not None:
            answer = self._http.post("/_allauth/app/v1/auth/login", json={"email": email, "password": PASSWORD})
            assert answer.status_code == 200, answer.text
            self._http.headers["X-Session-Token"] = answer.json()["meta"]["session_token"]

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON that the API answers."""
        answer = self._http.request(method, f"/api/v1/{path}", json=body)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def get(self, path: str) -> Any:
        """The JSON at a path."""
        return self.ask("GET", path)

    def page(self, path: str) -> str:
        """The HTML at a path of the site."""
        answer = self._http.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text

    def file(self, url: str) -> bytes:
        """The bytes behind a link."""
        answer = self._http.get(url)
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        return answer.content

    def wait_for(self, path: str, found: Callable[[Any], bool], seconds: float = 30) -> Any:
        """Ask again and again until the answer is as wanted."""
        until = time.monotonic() + seconds
        while True:
            answer = self.get(path)
            if found(answer):
                return answer
            assert time.monotonic() < until, f"{path} still says {answer}"
            time.sleep(0.2)
