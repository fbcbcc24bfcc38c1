# SPDX-License-Identifier: EUPL-1.2
"""M2: what the forms of a campaign's parts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.text import LANGUAGES
from backend.faces.pages import wording
from backend.participation.campaigns.rules import languages_needed

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign


def day_field(label: StrOrPromise = "", hint: StrOrPromise = "") -> forms.DateField:
    """A calendar day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=hint, required=False, widget=widget, input_formats=["%Y-%m-%d"])


class PartForm(forms.Form):
    """A part of a campaign; `changes` is what was typed, by the names of the plan's fields."""

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": self.initial_of(campaign), **kwargs})
        self.campaign = campaign
        self.needed = languages_needed(campaign)
        self.build()

    def build(self) -> None:
        """Add the fields that depend on the campaign."""

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """What the form starts with."""
        raise NotImplementedError

    def changes(self) -> dict[str, Any]:
        """What was typed, as the use case takes it."""
        raise NotImplementedError

    def add_texts(self, name: str, *, rows: int = 0, length: int) -> None:
        """A field for each language, those that are needed said so."""
        for language in LANGUAGES:
            attrs = {"maxlength": length, "lang": language}
            widget: forms.Widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs)
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=wording.LANGUAGE_NAMES[language],
                help_text="" if language in self.needed else _("You may leave this empty."),
                required=False,
                widget=widget,
            )

    def texts(self, name: str) -> list[BoundField]:
        """The fields of a text, one for each language."""
        return [self[f"{name}_{language}"] for language in LANGUAGES]

    def written(self, name: str) -> dict[str, str]:
        """A text by language."""
        return {language: self.cleaned_data[f"{name}_{language}"] for language in LANGUAGES}


def by_language(name: str, text: dict[str, str]) -> dict[str, str]:
    """A text as the values of its fields."""
    return {f"{name}_{language}": words for language, words in text.items()}
