# SPDX-License-Identifier: EUPL-1.2
"""A municipality's look and texts, its accessibility statement, and feedback to it."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import Languages, LanguagesWritten, language_choice

KINDS = ("accessibility", "other")


class LogoShape(serializers.Serializer[Any]):
    """A logo as a WebP file of our own making, and what it shows."""

    address = serializers.SerializerMethodField()
    width = serializers.IntegerField(source="logo_width")
    height = serializers.IntegerField(source="logo_height")
    alt = Languages(source="logo_alt")

    def get_address(self, look: Any) -> str:
        """With the edition, so that it may be kept for long."""
        return f"{reverse('municipality_logo', args=[look.municipality.slug])}?{look.edition}"


class LookShape(serializers.Serializer[Any]):
    """What a municipality's own pages look like and say; what is empty is the product's, edition 0 is nothing saved."""

    municipality = serializers.SlugField(source="municipality.slug")
    brand_colour = serializers.CharField(allow_blank=True)
    name = Languages()
    welcome = Languages()
    contact = Languages()
    logo = serializers.SerializerMethodField()
    edition = serializers.IntegerField()

    @extend_schema_field(LogoShape(allow_null=True))
    def get_logo(self, look: Any) -> Any:
        """Null where there is none."""
        return LogoShape(look).data if look.logo_width else None


class LookWritten(serializers.Serializer[Any]):
    """A whole look again; the logo has an address of its own, and `logo_alt` stays where it is left out."""

    brand_colour = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=20, help_text="Six digits, such as #0a5470."
    )
    name = LanguagesWritten(required=False, default=dict)
    welcome = LanguagesWritten(required=False, default=dict)
    contact = LanguagesWritten(required=False, default=dict)
    logo_alt = LanguagesWritten(required=False, allow_null=True, default=None)


class LogoWritten(serializers.Serializer[Any]):
    """A logo (PNG, JPEG or WebP, 2 megabytes at most; none to keep it) and what it shows, in two languages at least."""

    logo = serializers.FileField(required=False, allow_empty_file=True)
    alt_fi = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)
    alt_sv = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)
    alt_en = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)


class MunicipalityStatementShape(serializers.Serializer[Any]):
    """What a municipality knows to be lacking in accessibility; all null or empty before it has said anything."""

    lacking = Languages()
    assessed_on = serializers.DateField(allow_null=True)
    by_outsider = serializers.BooleanField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)


class MunicipalityStatementWritten(serializers.Serializer[Any]):
    """A statement: what is lacking, when that was found out, and whether by somebody outside the municipality."""

    lacking = LanguagesWritten(required=False, default=dict)
    assessed_on = serializers.DateField()
    by_outsider = serializers.BooleanField(required=False, default=False)


class FeedbackWritten(serializers.Serializer[Any]):
    """Feedback; `email` is where the answer goes, and forgotten with it."""

    kind = serializers.CharField(max_length=20, help_text="`accessibility` or `other`.")
    text = serializers.CharField(max_length=20_000, allow_blank=True)
    page = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
    email = serializers.CharField(required=False, allow_blank=True, default="", max_length=254)
    language = language_choice(required=False)


class ReceiptShape(serializers.Serializer[Any]):
    """What is known of feedback by its number: by when there is an answer, and the answer once it is there."""

    number = serializers.CharField()
    municipality = serializers.SlugField(source="municipality.slug")
    received_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    answer = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class FeedbackQuery(PageQuery):
    """Which feedback."""

    waiting = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="Only what waits for an answer, or only what does not."
    )


class FeedbackShape(serializers.Serializer[Any]):
    """One piece of feedback as staff read it; the address itself is nobody's to read."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    text = serializers.CharField()
    page = serializers.CharField(allow_blank=True)
    language = language_choice()
    answers_by_letter = serializers.SerializerMethodField()
    received_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    answer = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)

    def get_answers_by_letter(self, feedback: Any) -> bool:
        """Whether there is an address that the answer goes to."""
        return bool(feedback.email)


class FeedbackAnswered(serializers.Serializer[Any]):
    """An answer to feedback."""

    answer = serializers.CharField(max_length=20_000, allow_blank=True)
