# SPDX-License-Identifier: EUPL-1.2
"""As whom an account takes part in a campaign, and what is known of that person."""

import dataclasses
from typing import cast

from backend.common.errors import SignInFirst
from backend.ledger.events.event import Assurance
from backend.participation.campaigns.conditions import Condition
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.errors import IdentificationNeeded
from backend.participation.participants.facts import Facts
from backend.participation.participants.models import RegisterRow
from backend.participation.participants.selectors import Standing
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import asserted_facts

ASSURANCES: tuple[Assurance, ...] = ("none", "device", "account", "code", "register", "strong")
"""From the least to the most certain."""


@dataclasses.dataclass(frozen=True)
class Identity:
    """The identifier under which an account is one person in a campaign, and how certain that is."""

    kind: str
    identifier: str
    assurance: Assurance


def identity_of(campaign: Campaign, account: Account, standing: Standing) -> Identity:
    """By the campaign's kind of identifier where the account has it, else by the account itself."""
    found = standing.identified_by(campaign.identifier)
    if found is not None:
        return Identity(found.kind, found.identifier, cast("Assurance", found.assurance))
    if account.kind == Account.Kind.DEVICE:
        return Identity("device", str(account.pk), "device")
    known = [cast("Assurance", one.assurance) for one in standing.identified]
    return Identity("account", str(account.pk), max(["account", *known], key=ASSURANCES.index))


def require_identified(campaign: Campaign, condition: Condition, identity: Identity) -> None:
    """Raises IdentificationNeeded, or SignInFirst for a device where an account is asked for."""
    if condition.who not in {"everyone", "signed_in"} and identity.kind != condition.who:
        raise IdentificationNeeded(needs=condition.who, campaign=campaign.slug)
    if condition.who == "signed_in" and identity.kind == "device":
        raise SignInFirst


def facts_of(campaign: Campaign, account: Account, identity: Identity) -> Facts:
    """What decides age and residence: what an issuer asserted of a strongly identified person, else what they say."""
    if identity.kind == "register":
        return _of_register(campaign, account, identity)
    if identity.kind != "strong":
        return Facts(municipality_id=account.municipality_id, birth_year=account.birth_year)
    said = asserted_facts(account)
    return Facts(municipality_id=said.municipality_id, birth_year=said.birth_year, birth_date=said.birth_date)


def _of_register(campaign: Campaign, account: Account, identity: Identity) -> Facts:
    """What the register says, and what the person says where it is silent."""
    found = RegisterRow.objects.filter(campaign=campaign, identifier=bytes.fromhex(identity.identifier)).first()
    if found is None:  # taken out of the register since
        return Facts()
    return Facts(
        municipality_id=found.municipality_id or account.municipality_id,
        district_id=found.district_id,
        birth_year=found.birth_year or account.birth_year,
    )
