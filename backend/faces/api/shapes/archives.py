# SPDX-License-Identifier: EUPL-1.2
"""The archive of a campaign that is over: how it is answered."""

from typing import Any

from rest_framework import serializers


class EarlierShape(serializers.Serializer[Any]):
    """An earlier version, which is not handed out any more."""

    version = serializers.IntegerField()
    sha256 = serializers.CharField()
    made_at = serializers.DateTimeField()


class ArchiveShape(EarlierShape):
    """The archive that everybody may have: its checksum, its size, its address, and the versions before it."""

    size_bytes = serializers.IntegerField()
    file = serializers.CharField()
    earlier = EarlierShape(many=True)
