# SPDX-License-Identifier: EUPL-1.2
"""Taking part without signing in: a browser is a device, known by a signed token, and counted apart as unverified."""

import dataclasses
import hashlib
import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, QuerySet

from backend.common.errors import SignInFirst
from backend.common.ids import keyed_hash
from backend.participation.campaigns.conditions import condition_of
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.addresses import count_newcomer
from backend.participation.participants.models import Participant
from backend.region.accounts.models import Account

TEXTS = ("propose", "comment")
"""Acts that everybody reads: each of them counts against what an address may do, not only a device's first."""
_SIGNER = Signer(salt="participants.device")


@dataclasses.dataclass(frozen=True)
class Whereabouts:
    """From where a device acts: its network address, or a kiosk that has an allowance of its own."""

    address: str = ""
    kiosk_id: int | None = None
    kiosk_allowance: int = 0


def new_device_token() -> str:
    """What a browser carries from its first act on: a random number and our signature; nothing is stored of it."""
    return _SIGNER.sign(uuid.uuid4().hex)


def device_token_of(secret: str) -> str:
    """The token of a browser that has none yet but carries another secret of ours: two taps at once are one device."""
    digest = keyed_hash(hashlib.sha256(settings.PARTICIPANT_KEY).digest(), "device", secret)
    return _SIGNER.sign(uuid.UUID(bytes=digest[:16], version=4).hex)


def device_number(token: str) -> uuid.UUID | None:
    """The number in a token that we signed; None for any other."""
    try:
        return uuid.UUID(_SIGNER.unsign(token)) if token else None
    except (BadSignature, ValueError):
        return None


def device_of(token: str) -> Account | None:
    """The account of a device that has acted somewhere; one query, none without a token of ours."""
    number = device_number(token)
    return _devices().filter(uuid=number).first() if number else None


def participant_of_device(token: str, campaign: Campaign) -> int | None:
    """The device's participant in a campaign; one query, none where the campaign lets no device in."""
    number = device_number(token) if lets_devices_in(campaign) else None
    if number is None:
        return None
    own = Participant.objects.filter(campaign=campaign, kind="device", account__in=_devices().filter(uuid=number))
    return own.values_list("id", flat=True).first()


def lets_devices_in(campaign: Campaign, act: str = "") -> bool:
    """Whether everyone may do an act (or any act) in a campaign without signing in."""
    acts = (act,) if act else ("propose", "comment", "support")
    return any(condition_of(campaign, one).who == "everyone" for one in acts)


def act_as_device(*, token: str, campaign: Campaign, act: str, at: Whereabouts, language: str = "fi") -> Account:
    """The account under which a device does an act, made at its first one; in no transaction of the act.

    Its first act in a campaign, and each text, counts against what its address or kiosk may do within
    an hour. Two acts of one device at once are one account: UNIQUE(uuid).
    Raises SignInFirst where not everyone may do the act, TooManyDevices. Queries: 1 later, 3 at first.
    """
    number = device_number(token) if lets_devices_in(campaign, act) else None
    if number is None:
        raise SignInFirst
    takes_part = Participant.objects.filter(campaign=campaign, account=OuterRef("pk"))
    known = _devices().annotate(takes_part=Exists(takes_part)).filter(uuid=number).first()
    if known is None or not known.takes_part or act in TEXTS:
        count_newcomer(campaign, address=at.address, kiosk_id=at.kiosk_id, kiosk_allowance=at.kiosk_allowance)
    return known or _made(number, language)


def _made(number: uuid.UUID, language: str) -> Account:
    device = Account(uuid=number, kind=Account.Kind.DEVICE, language=language)
    device.set_unusable_password()
    # the row of a faster tap is given back as it is
    (made,) = Account.objects.bulk_create(
        [device], update_conflicts=True, unique_fields=["uuid"], update_fields=["kind"]
    )
    return made


def _devices() -> QuerySet[Account]:
    return Account.objects.filter(kind=Account.Kind.DEVICE)
