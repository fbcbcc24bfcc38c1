# SPDX-License-Identifier: EUPL-1.2
"""Everything of a person, and what an erasure does."""

from typing import Any

from rest_framework import serializers


class OwnSection(serializers.Serializer[Any]):
    """Rows of one kind: the section's stable name, and what people call it and its fields."""

    section = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    fields = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    rows = serializers.ListField(child=serializers.DictField())


class OwnData(serializers.Serializer[Any]):
    """All that is stored of one person, empty sections too."""

    sections = OwnSection(many=True)


class ErasureShape(serializers.Serializer[Any]):
    """What an erasure does: rows by section, and what becomes of supports and of the context of acts."""

    rows = serializers.DictField(child=serializers.IntegerField())
    supports_withdrawn = serializers.IntegerField()
    supports_kept = serializers.IntegerField()
    contexts_blurred = serializers.IntegerField()


class DepartureShape(ErasureShape):
    """What was erased, and whether one last letter told of it."""

    letter = serializers.ChoiceField(choices=["sent", "not_sent", "no_address"])


class ErasureConfirmed(serializers.Serializer[Any]):
    """One's own public name, as a sign that it is meant."""

    confirmation = serializers.CharField(max_length=100)
