# SPDX-License-Identifier: EUPL-1.2
"""Sealing: bytes that only this service opens again (AES-256-GCM, NIST SP 800-38D)."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from backend.common.ids import keyed_hash

_NONCE = 12


class BrokenSeal(ValueError):
    """The bytes were not sealed under this key, for this purpose, or were changed."""


def sealing_key(purpose: str, *parts: str) -> bytes:
    """32 bytes derived from settings.SECRET_KEY for one purpose; `parts` narrow it down further."""
    return keyed_hash(settings.SECRET_KEY.encode(), purpose, *parts)


def seal(content: bytes, *, key: bytes, bound_to: bytes = b"") -> bytes:
    """Nonce, ciphertext and tag; opened only with the same key and the same `bound_to`."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to)


def unseal(sealed: bytes, *, key: bytes, bound_to: bytes = b"") -> bytes:
    """What was sealed; raises BrokenSeal."""
    if len(sealed) <= _NONCE:
        raise BrokenSeal
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to)
    except InvalidTag as error:
        raise BrokenSeal from error
