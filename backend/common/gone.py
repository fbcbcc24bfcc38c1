# SPDX-License-Identifier: EUPL-1.2
"""An act of somebody who was forgotten while it waited for their row."""

import psycopg
from django.db import IntegrityError

from backend.common.errors import SignInFirst


def person_gone(error: BaseException | None) -> SignInFirst | None:
    """The refusal that a violated reference to an account means: the account was erased a moment ago."""
    cause = error.__cause__ if isinstance(error, IntegrityError) else None
    if not isinstance(cause, psycopg.errors.ForeignKeyViolation):
        return None
    return SignInFirst() if (cause.diag.constraint_name or "").endswith("_fk_accounts_account_id") else None
