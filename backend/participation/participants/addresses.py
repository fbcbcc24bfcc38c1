# SPDX-License-Identifier: EUPL-1.2
"""How many devices of one network address may begin in a campaign within an hour, and who is allowed more.

The address is what our own proxies wrote (common.addresses); a school, a library or a kiosk gets an
allowance for one campaign, so that many people behind one address are not taken for one who forges.
"""

import ipaddress

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.common.addresses import network
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import clean_line
from backend.ledger.audit.services import record
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import require_may_change, require_may_organise
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.participants.errors import TooManyDevices
from backend.participation.participants.models import AddressAllowance
from backend.participation.participants.tries import count_of
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer

AN_HOUR = (1, 5000)
MOST_ALLOWANCES = 200
_SHORTEST_PREFIX = {4: 16, 6: 32}
"""An allowance is for a building's or a municipality's network, not for half the world."""
_LONGEST_PREFIX = {4: 32, 6: 64}

_ALLOWED = """
    SELECT max(an_hour) FROM participants_addressallowance
    WHERE campaign_id = %s AND %s::inet <<= network::inet
"""


def count_newcomer(campaign: Campaign, *, address: str, kiosk_id: int | None = None, kiosk_allowance: int = 0) -> None:
    """Count a device against what its kiosk, or its address, may do within an hour. Raises TooManyDevices.

    It stands whatever becomes of the act: called outside of the act's transaction. Queries: 1, where
    the usual number is used up 2.
    """
    where = f"kiosk:{kiosk_id}" if kiosk_id is not None else f"device address:{network(address)}"
    with transaction.atomic():
        number = count_of(f"{campaign.pk} {where}")
    most = kiosk_allowance if kiosk_id is not None else int(settings.DEVICES_AN_HOUR)
    if number <= most:
        return
    if kiosk_id is not None or number > _allowed(campaign, address):
        raise TooManyDevices


def _allowed(campaign: Campaign, address: str) -> int:
    """The campaign's allowance for an address; 0 without one."""
    known = network(address)
    if known == "unknown":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_ALLOWED, [campaign.pk, known])
        return int(cursor.fetchone()[0] or 0)


@transaction.atomic
def allow_address(
    *, by: Account, campaign_slug: str, address: str, an_hour: int | None, note: str = ""
) -> AddressAllowance:
    """Let more devices of an address or network begin in a campaign within an hour; again changes the number.

    Raises NotFound, MayNot, InvalidInput.
    """
    campaign = campaign_alone(campaign_slug, viewer=by)
    require_may_change(by, campaign)
    wanted, note, fields = _network(address), clean_line(note), {}
    if wanted is None:
        fields["address"] = _("Write an address such as 192.0.2.10 or a network such as 192.0.2.0/24.")
    if an_hour is None or not AN_HOUR[0] <= an_hour <= AN_HOUR[1]:
        fields["an_hour"] = _("Write a number from 1 to 5,000.")
    if not 2 <= len(note) <= 200:
        fields["note"] = _("Say in 2–200 characters whose network it is.")
    if AddressAllowance.objects.filter(campaign=campaign).count() >= MOST_ALLOWANCES:
        fields["address"] = _("There are as many as there can be. Take one away first.")
    if fields:
        raise InvalidInput(fields=fields)
    allowance, _made = AddressAllowance.objects.update_or_create(
        campaign=campaign, network=wanted, defaults={"an_hour": an_hour or 0, "note": note, "made_by": by}
    )
    _note(by, "allow_address", allowance)
    return allowance


@transaction.atomic
def end_allowance(*, by: Account, allowance_id: int) -> Campaign:
    """Take an allowance away; its campaign. Raises NotFound, MayNot."""
    found = AddressAllowance.objects.select_related("campaign").filter(pk=allowance_id).first()
    if found is None:
        raise NotFound
    require_may_change(by, found.campaign)
    _note(by, "end_allowance", found)
    found.delete()
    return found.campaign


def _note(by: Account, operation: str, allowance: AddressAllowance) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"address_allowance:{allowance.pk}",
        municipality_id=allowance.campaign.municipality_id,
    )


def allowances_of(campaign_slug: str, *, viewer: Viewer) -> QuerySet[AddressAllowance]:
    """The allowances of a campaign, for its organisers, by network. Raises NotFound, MayNot."""
    campaign = campaign_alone(campaign_slug, viewer=viewer)
    require_may_organise(viewer, campaign.municipality_id)
    return AddressAllowance.objects.filter(campaign=campaign).order_by("network", "id")


def _network(written: str) -> str | None:
    """A network as it is stored, an IPv6 one never narrower than a subscriber's /64; None where it is none."""
    try:
        parsed = ipaddress.ip_network(written.strip(), strict=False)
    except ValueError:
        return None
    if parsed.prefixlen < _SHORTEST_PREFIX[parsed.version]:
        return None
    longest = _LONGEST_PREFIX[parsed.version]
    return str(parsed.supernet(new_prefix=longest) if parsed.prefixlen > longest else parsed)
