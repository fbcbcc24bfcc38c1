# SPDX-License-Identifier: EUPL-1.2
"""Sessions in PostgreSQL, asked for only by keys that we could have given."""

import re

from django.contrib.sessions.backends import db

_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(db.SessionStore):
    """Django's, but what a cookie or header makes up (a NUL, 5,000 letters) never reaches the database."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and _KEY.fullmatch(key))

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return self._validate_session_key(session_key) and super().exists(session_key)
