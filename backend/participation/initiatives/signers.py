# SPDX-License-Identifier: EUPL-1.2
"""Who signs: one strongly identified person, by a keyed hash of this initiative alone."""

from django.conf import settings

from backend.common.ids import keyed_hash
from backend.participation.initiatives.errors import StrongIdentityNeeded
from backend.participation.participants.selectors import strong_identifier_of
from backend.region.accounts.models import Account


def strong_identifier(account: Account) -> str:
    """What an issuer's strong identification is known by here; raises StrongIdentityNeeded."""
    identifier = strong_identifier_of(account)
    if identifier is None:
        raise StrongIdentityNeeded
    return identifier


def signer_of(initiative_id: int, identifier: str) -> bytes:
    """HMAC-SHA-256 under a key that is not in the database; the same person has another one in each initiative."""
    return keyed_hash(settings.PARTICIPANT_KEY, "initiative signature", str(initiative_id), identifier)
