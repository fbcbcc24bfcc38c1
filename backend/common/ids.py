# SPDX-License-Identifier: EUPL-1.2
"""Random numbers and keyed hashes that name people without saying who they are."""

import hashlib
import hmac
import secrets


def random_number() -> int:
    """A random positive 63-bit integer: names a person or participant, tells nothing else."""
    return secrets.randbits(62) + 1


def random_name() -> str:
    """32 hexadecimal digits that nobody guesses: for addresses, file names and links."""
    return secrets.token_hex(16)


def keyed_hash(key: bytes, *parts: str) -> bytes:
    """HMAC-SHA-256 (RFC 2104) of length-prefixed parts under `key`; 32 bytes."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.new(key, message, hashlib.sha256).digest()
