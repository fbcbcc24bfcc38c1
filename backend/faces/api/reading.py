# SPDX-License-Identifier: EUPL-1.2
"""Reading what was sent by its shape."""

from typing import Any

from rest_framework.serializers import BaseSerializer


def read(shape: type[BaseSerializer[Any]], data: Any) -> dict[str, Any]:
    """What was sent, if it has the shape; else DRF's ValidationError, answered as `malformed`."""
    sent = shape(data=data)
    sent.is_valid(raise_exception=True)
    found: dict[str, Any] = sent.validated_data
    return found
