# SPDX-License-Identifier: EUPL-1.2
"""When a person has said clearly that they want to be erased."""

from backend.common.text import clean_line
from backend.records.privacy.errors import NotConfirmed
from backend.region.accounts.models import Account


def require_confirmed(account: Account, typed: str) -> None:
    """The public name, in whatever capitals; raises NotConfirmed."""
    if clean_line(typed).casefold() != account.pseudonym.casefold():
        refusal = NotConfirmed(pseudonym=account.pseudonym)
        refusal.fields = {"confirmation": str(refusal)}
        raise refusal
