# SPDX-License-Identifier: EUPL-1.2
"""Reference data: its kinds, their columns, and the files that were stored."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import Languages


class ReferenceImportShape(serializers.Serializer[Any]):
    """A file that was stored."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With `source`, a name that a serializer field has already."""
        return {**super().get_fields(), "source": serializers.CharField()}

    id = serializers.IntegerField()
    kind = serializers.CharField()
    licence = serializers.CharField()
    reference_date = serializers.DateField()
    synthetic = serializers.BooleanField(help_text="Made up for a demonstration.")
    digest = serializers.CharField(help_text="SHA-256 of the file, in hexadecimal.")
    added = serializers.IntegerField()
    changed = serializers.IntegerField()
    same = serializers.IntegerField()
    imported_at = serializers.DateTimeField()


class SheetColumnShape(serializers.Serializer[Any]):
    """A column of a file."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With `required`, a name that a serializer field has already."""
        return {**super().get_fields(), "required": serializers.BooleanField()}

    name = serializers.CharField()
    kind = serializers.CharField(
        help_text="text, whole, decimal, money, year, day, period, place (a municipality) or word."
    )
    about = Languages()
    aliases = serializers.ListField(child=serializers.CharField(), help_text="Other names that are understood.")


class ReferenceKindShape(serializers.Serializer[Any]):
    """A kind of reference data, and the latest files of it."""

    slug = serializers.CharField()
    name = Languages()
    about = Languages()
    columns = SheetColumnShape(many=True)
    ignores_others = serializers.BooleanField(help_text="Other columns are left aside instead of refused.")
    imports = ReferenceImportShape(many=True)


class ReferenceSent(serializers.Serializer[Any]):
    """A file with where it comes from."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With `source`, a name that a serializer field has already."""
        return {**super().get_fields(), "source": serializers.CharField(max_length=400)}

    file = serializers.FileField(help_text="CSV, 10 megabytes at most.", allow_empty_file=True)
    licence = serializers.CharField(max_length=400)
    reference_date = serializers.DateField()
    synthetic = serializers.BooleanField(default=False)
