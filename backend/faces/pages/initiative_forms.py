# SPDX-License-Identifier: EUPL-1.2
"""Forms of initiatives: who makes one, to whom, and what the municipality decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from backend.faces.pages import places
from backend.faces.pages.wording import LANGUAGE_NAMES

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign


class PromoteForm(forms.Form):
    """Who makes the initiative; in a joint campaign also to which municipality."""

    municipality = forms.ChoiceField(label=_("To which municipality?"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("The officers who handle the initiative read it; each reading is written down."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 100, "autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("How does the municipality reach you?"),
        help_text=_("A postal address, an e-mail address or a telephone number. It is never public."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "email"}),
    )
    name_is_public = forms.BooleanField(
        label=_("My name may stand on the initiative's page, for everybody to read"), required=False
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders, field = places.holders(campaign), self.fields["municipality"]
        if len(holders) == 1:
            del self.fields["municipality"]
        elif isinstance(field, forms.ChoiceField):
            field.choices = [(one.slug, places.name_of(one)) for one in holders]
            self.initial.setdefault("municipality", holders[0].slug)


class DecisionForm(forms.Form):
    """The day of the handling and what was decided, in every language that the campaign needs."""

    handled_on = forms.DateField(
        label=_("The day on which the municipality handled it"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, languages: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for language in languages:
            widget = forms.Textarea(attrs={"maxlength": 5000, "rows": 5, "lang": language})
            self.fields[f"text_{language}"] = forms.CharField(
                label=LANGUAGE_NAMES[language], required=False, widget=widget
            )

    def texts(self) -> list[BoundField]:
        """One field for each language."""
        return [self[f"text_{language}"] for language in self.languages]

    def written(self, typed: dict[str, Any]) -> dict[str, str]:
        """What was typed, by language."""
        return {language: typed[f"text_{language}"] for language in self.languages}
