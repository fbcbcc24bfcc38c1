# SPDX-License-Identifier: EUPL-1.2
"""Signed links to finished files: who has one may fetch the file until it expires."""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from backend.records.exports.errors import ExportLinkExpired, ExportLinkInvalid

_SIGNER = TimestampSigner(salt="backend.records.exports")


def sign(export_id: uuid.UUID) -> str:
    """A token for an export that works for settings.EXPORT_LINK_SECONDS."""
    return _SIGNER.sign(export_id.hex)


def read(token: str) -> uuid.UUID:
    """The export that a token names; raises ExportLinkInvalid, ExportLinkExpired."""
    try:
        return uuid.UUID(_SIGNER.unsign(token, max_age=settings.EXPORT_LINK_SECONDS))
    except SignatureExpired as error:
        raise ExportLinkExpired from error
    except (BadSignature, ValueError) as error:
        raise ExportLinkInvalid from error
