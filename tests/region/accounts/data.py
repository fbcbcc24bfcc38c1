# SPDX-License-Identifier: EUPL-1.2
"""Deputies of tests."""

from backend.region.accounts.models import Account, Deputy
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality


def deputyship_in(municipality: Municipality, account: Account, deputy: Account) -> Deputy:
    """A deputy of an organiser, for what is late."""
    for person in (account, deputy):
        give_role(account=person, kind="organiser", municipality=municipality)
    return Deputy.objects.create(account=account, deputy=deputy, kind="organiser", municipality=municipality)
