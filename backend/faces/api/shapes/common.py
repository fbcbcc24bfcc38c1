# SPDX-License-Identifier: EUPL-1.2
"""Shapes that several rooms use."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from backend.common.text import LANGUAGES


class LanguagesWritten(serializers.Serializer[Any]):
    """A text by language, as it is sent; a language may be left out."""

    fi = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    sv = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    en = serializers.CharField(required=False, allow_blank=True, max_length=5000)


class Languages(serializers.DictField):
    """A text by language: {"fi": …, "sv": …, "en": …}; imported texts may be in another language only."""

    child = serializers.CharField()


def page_shape(shape: type[serializers.BaseSerializer[Any]], name: str) -> serializers.BaseSerializer[Any]:
    """A page of a list: where the next one is, and its rows."""
    return inline_serializer(
        name=name,
        fields={"next": serializers.URLField(allow_null=True), "results": shape(many=True)},
    )


def language_choice(**options: Any) -> serializers.ChoiceField:
    """One of the product's languages."""
    return serializers.ChoiceField(choices=LANGUAGES, **options)


class ActorNamed(serializers.Serializer[Any]):
    """An organisation in whose name something is said."""

    id = serializers.IntegerField()
    name = Languages()


class ProofWritten(serializers.Serializer[Any]):
    """A code, or a register's number with the year of birth where the register knows it."""

    code = serializers.CharField(max_length=200)
    birth_year = serializers.IntegerField(required=False, allow_null=True, default=None)


class ActWithProof(serializers.Serializer[Any]):
    """An act; with `identification` its person is identified in the same call, or neither is done."""

    identification = ProofWritten(required=False, allow_null=True, default=None)
