# SPDX-License-Identifier: EUPL-1.2
"""Erasing a person: every room forgets them, in one transaction, or nothing happens at all."""

import dataclasses

from django.db import transaction

from backend.common.cache import forget_pages
from backend.participation.discussion.whom import blank_earlier_names, hold_texts
from backend.participation.participants.forgetting import hold_person
from backend.participation.supports.selectors import supports_of_account
from backend.records.privacy.rooms import ROOMS
from backend.records.privacy.rules import require_confirmed
from backend.records.privacy.selectors import blurred_contexts, everything_of
from backend.region.accounts.models import Account


@dataclasses.dataclass(frozen=True, kw_only=True)
class Erasure:
    """What an erasure does, or did: rows by section, and what that changes for others.

    `supports_withdrawn` of open votes are taken back, `supports_kept` stay in announced totals without a name.
    """

    rows: dict[str, int]
    supports_withdrawn: int
    supports_kept: int
    contexts_blurred: int


@transaction.atomic
def erase_person(*, account: Account) -> Erasure:
    """Forget a person for good, as engagement.md 4 says; nobody can undo it.

    Whatever the person does at the same time waits: it is erased too, or refused with SignInFirst.
    """
    participants = hold_person(account=account)
    hold_texts(participants)
    blank_earlier_names(participants)
    rows = {section.name: len(section.rows) for section in everything_of(account)}
    before = supports_of_account(participants).count()
    for room in ROOMS:
        room.forget_person(account=account)
    kept = supports_of_account(participants).count()
    transaction.on_commit(forget_pages, robust=True)
    return Erasure(
        rows=rows,
        supports_withdrawn=before - kept,
        supports_kept=kept,
        contexts_blurred=blurred_contexts(participants),
    )


@transaction.atomic
def erase_oneself(*, by: Account, confirmation: str) -> Erasure:
    """Forget the person who asks for it and has written their public name. Raises NotConfirmed."""
    require_confirmed(by, confirmation)
    return erase_person(account=by)


def try_erasure(*, account: Account) -> Erasure:
    """What erasing the person would do at this moment, with the same numbers: it is carried out and undone."""
    with transaction.atomic():
        found = erase_person(account=account)
        transaction.set_rollback(True)
    return found
