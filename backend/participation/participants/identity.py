# SPDX-License-Identifier: EUPL-1.2
"""Who is one person in a campaign: a keyed hash of the identifier that the campaign accepts."""

import functools
import hashlib

from django.conf import settings

from backend.common.ids import keyed_hash


def voter_of(campaign_id: int, kind: str, identifier: str) -> bytes:
    """HMAC-SHA-256 of kind and identifier under the campaign's own key; 32 bytes.

    The campaign's key is derived from settings.PARTICIPANT_KEY, which is not in the database: a
    stolen database cannot try identifiers.
    """
    return keyed_hash(_campaign_key(campaign_id, settings.PARTICIPANT_KEY), kind, identifier)


def person_number_of(campaign_id: int, kind: str, identifier: str) -> int:
    """A positive 62-bit number for a person who is known by nothing but this campaign's identifier."""
    digest = keyed_hash(_campaign_key(campaign_id, settings.PARTICIPANT_KEY), "person number", kind, identifier)
    return (int.from_bytes(digest[:8], "big") >> 2) + 1


def identifier_hash(kind: str, identifier: str, campaign_id: int | None = None) -> bytes:
    """What is stored of an identifier: HMAC-SHA-256 under the campaign's key, or one for everywhere; 32 bytes.

    It is not the participant's `voter`, so a database without the key cannot join the two.
    """
    key = _campaign_key(campaign_id or 0, settings.PARTICIPANT_KEY)
    return keyed_hash(key, "identifier", kind, identifier)


@functools.lru_cache(maxsize=256)  # an import asks for the same one a hundred thousand times
def _campaign_key(campaign_id: int, key: bytes) -> bytes:
    return keyed_hash(hashlib.sha256(key).digest(), "campaign", str(campaign_id))
