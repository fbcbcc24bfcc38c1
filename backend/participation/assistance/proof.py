# SPDX-License-Identifier: EUPL-1.2
"""Identifying oneself by a code or a number, alone or in one go with an act."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import transaction

from backend.common.errors import Refused
from backend.participation.assistance.claims import Claimed, claim, is_desks
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.codes import code_for_update, use_code
from backend.participation.participants.errors import CodeNotValid, CodeUsed, NotInRegister
from backend.participation.participants.register import find_in_register
from backend.participation.participants.tries import count_try, forget_tries
from backend.region.accounts.models import Account

Answer = TypeVar("Answer")
_GUESSES = (CodeNotValid, CodeUsed, NotInRegister)


@dataclasses.dataclass(frozen=True)
class Proof:
    """What somebody typed to say who they are: a code, or a register's number with the year of birth."""

    code: str
    birth_year: int | None = None


def identify(
    *, account: Account | None, campaign: Campaign, proof: Proof, tried_by: Sequence[str], language: str = "fi"
) -> tuple[Account, Claimed | None]:
    """Identify an account, or somebody who has none and gets one; and what was claimed with a desk's slip.

    `tried_by` names who tries ("account:12", "session:…", "address:…"). Raises CodeNotValid,
    CodeUsed, NotInRegister, IdentifiedOtherwise, TooManyTries.
    """
    return _counted(tried_by, lambda: _prove(_person(account, language), campaign, proof))


def identify_and(
    *,
    account: Account | None,
    campaign: Campaign,
    proof: Proof,
    tried_by: Sequence[str],
    act: Callable[[Account], Answer],
    language: str = "fi",
) -> tuple[Account, Answer]:
    """Identify and act in one transaction: both are done or neither. Raises what either raises."""

    def both() -> tuple[Account, Answer]:
        person, _claimed = _prove(_person(account, language), campaign, proof)
        return person, act(person)

    return _counted(tried_by, both)


def _counted(tried_by: Sequence[str], attempt: Callable[[], Answer]) -> Answer:
    """Count the try, then do it in a transaction; only a wrong guess stays counted."""
    count_try(tried_by)
    try:
        with transaction.atomic():
            answer = attempt()
    except _GUESSES:
        raise
    except Refused:
        forget_tries(tried_by)
        raise
    forget_tries(tried_by)
    return answer


def _person(account: Account | None, language: str) -> Account:
    return account or Account.objects.create_user(language=language)


def _prove(account: Account, campaign: Campaign, proof: Proof) -> tuple[Account, Claimed | None]:
    if campaign.identifier == Campaign.Identifier.REGISTER:
        find_in_register(account=account, campaign=campaign, identifier=proof.code, birth_year=proof.birth_year)
        return account, None
    code = code_for_update(campaign, proof.code)
    desk = is_desks(code.used_by_id) if code is not None else None
    if code is not None and desk is not None:
        return account, claim(account=account, campaign=campaign, code=code, desk=desk)
    use_code(account=account, campaign=campaign, code=proof.code)
    return account, None
