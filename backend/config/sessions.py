# SPDX-License-Identifier: EUPL-1.2
"""Sessions in PostgreSQL, asked for only by keys that we could have given, and marked with whose they are."""

import datetime
import re
from typing import Any, cast

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from backend.common.clock import now
from backend.region.accounts.models import Session

_KEY = re.compile(r"[a-z0-9]{32}")


def _begun_seconds() -> int:
    return max(int(settings.ACCOUNT_LOGIN_TIMEOUT), int(settings.KEPT_ACT_SECONDS))


class SessionStore(db.SessionStore):
    """Django's, but what a cookie or header makes up (a NUL, 5,000 letters) never reaches the database."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Ours, which knows the account."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row as it is stored."""
        row = cast("Session", super().create_model_instance(data))
        begun = data.get(LOGIN_SESSION_KEY) or {}
        holder = begun.get("user_pk")
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else holder and url_str_to_user_pk(holder)
        if begun and SESSION_KEY not in data:  # it holds an address: no longer than a letter or a kept act is good for
            row.expire_date = min(row.expire_date, now() + datetime.timedelta(seconds=_begun_seconds()))
        return row

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and _KEY.fullmatch(key))

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return self._validate_session_key(session_key) and super().exists(session_key)
