# SPDX-License-Identifier: EUPL-1.2
"""Forms of the work on an idea: who sees to it, notes, the estimate, and steps until it is done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from backend.faces.pages.wording import LANGUAGE_NAMES

if TYPE_CHECKING:
    from backend.region.accounts.models import Account

FEASIBILITIES = (
    ("feasible", _("Can be done")),
    ("partly", _("Can be done in part")),
    ("not_feasible", _("Cannot be done")),
)


class AssignForm(forms.Form):
    """Which colleague sees to the idea."""

    to = forms.TypedChoiceField(label=_("Who sees to it?"), required=False, coerce=int, empty_value=None)

    def __init__(self, colleagues: Iterable[Account], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Nobody yet")), *((one.pk, one.pseudonym) for one in colleagues)]


class NoteForm(forms.Form):
    """A note among colleagues."""

    note = forms.CharField(
        label=_("A note to colleagues"),
        help_text=_("Only organisers of your municipality read it. It is never public and in no dataset."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 3000}),
    )


class _InLanguages(forms.Form):
    """A text in every language that the campaign needs."""

    name, length, rows = "", 0, 0

    def __init__(self, languages: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for language in languages:
            attributes = {"maxlength": self.length, "lang": language, "autocomplete": "off"}
            widget = (
                forms.Textarea(attrs={**attributes, "rows": self.rows}) if self.rows else forms.TextInput(attributes)
            )
            self.fields[f"{self.name}_{language}"] = forms.CharField(
                label=LANGUAGE_NAMES[language], required=False, widget=widget
            )

    def texts(self) -> list[BoundField]:
        """One field for each language."""
        return [self[f"{self.name}_{language}"] for language in self.languages]

    def written(self, typed: dict[str, Any]) -> dict[str, str]:
        """What was typed, by language."""
        return {language: typed[f"{self.name}_{language}"] for language in self.languages}


class EstimateForm(_InLanguages):
    """Whether it can be done, what it costs, and why."""

    name, length, rows = "reason", 2000, 3
    feasibility = forms.ChoiceField(
        label=_("Can it be done?"), choices=FEASIBILITIES, required=False, widget=forms.RadioSelect
    )
    cost = forms.DecimalField(
        label=_("Estimated cost in euros"),
        required=False,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 14, "autocomplete": "off"}),
    )


class StepForm(_InLanguages):
    """A step with its day."""

    name, length = "title", 200
    due_on = forms.DateField(
        label=_("Planned by"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
