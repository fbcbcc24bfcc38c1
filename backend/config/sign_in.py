# SPDX-License-Identifier: EUPL-1.2
"""How people sign in: what allauth asks us (the only place where its hooks live)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language

from backend.region.accounts.models import Account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """An account keeps the language in which it was made."""

    def save_user(self, request: HttpRequest, user: Account, form: Any, commit: bool = True) -> Account:
        """Store a new account."""
        user.language = (get_language() or "fi")[:2]
        saved: Account = super().save_user(request, user, form, commit)
        return saved
