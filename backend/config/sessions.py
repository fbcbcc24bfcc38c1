# SPDX-License-Identifier: EUPL-1.2
"""Sessions in PostgreSQL, asked for only by keys that we could have given, and marked with whose they are."""

import re
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from backend.region.accounts.models import Session

_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(db.SessionStore):
    """Django's, but what a cookie or header makes up (a NUL, 5,000 letters) never reaches the database."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Ours, which knows the account."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row as it is stored."""
        row = cast("Session", super().create_model_instance(data))
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and _KEY.fullmatch(key))

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return self._validate_session_key(session_key) and super().exists(session_key)
