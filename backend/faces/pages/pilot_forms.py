# SPDX-License-Identifier: EUPL-1.2
"""Forms of pilots: what one is, how far it is, its organisations, steps and funding, and joining one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backend.common.text import LANGUAGES, in_language
from backend.faces.pages import wording
from backend.faces.pages.wording import LANGUAGE_NAMES
from backend.region.programme.pilot_rules import FundingDraft, PilotDraft
from backend.region.programme.selectors import spearheads, visible_actors
from backend.region.programme.showcase import instruments, platforms

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

    from backend.region.places.models import Municipality
    from backend.region.programme.models import Pilot

STATES = (
    ("planned", _("Planned")),
    ("running", _("Running")),
    ("done", pgettext_lazy("pilot", "Done")),
    ("stopped", _("Stopped")),
)
ROLES = (
    ("carrier", _("Carries it out")),
    ("partner", _("Partner")),
    ("tester", _("Tries it out")),
    ("knowledge", _("Brings knowledge")),
    ("funder", _("Funds it")),
)

Words = dict[str, tuple[Any, int, int]]
"""Label, greatest length and rows (0 for a line) of each text."""


def _named(found: Any, key: str) -> list[tuple[str, str]]:
    return [(str(getattr(one, key)), in_language(one.name, wording.language())) for one in found]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d"])


def _money(label: Any) -> forms.DecimalField:
    attributes = {"inputmode": "decimal", "maxlength": 14, "autocomplete": "off"}
    return forms.DecimalField(label=label, required=False, decimal_places=2, widget=forms.TextInput(attributes))


class _InLanguages(forms.Form):
    """Texts in the product's languages; `words` has for each its label, its length and its rows."""

    words: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, length, rows) in self.words.items():
            for language in LANGUAGES:
                attributes = {"maxlength": length, "lang": language, "autocomplete": "off"}
                widget = forms.Textarea({**attributes, "rows": rows}) if rows else forms.TextInput(attributes)
                shown = f"{label} – {LANGUAGE_NAMES[language]}"
                self.fields[f"{name}_{language}"] = forms.CharField(label=shown, required=False, widget=widget)

    def texts(self) -> list[BoundField]:
        """Their fields."""
        return [self[f"{name}_{language}"] for name in self.words for language in LANGUAGES]

    def written(self, name: str) -> dict[str, str]:
        """What was typed, by language."""
        return {language: self.cleaned_data[f"{name}_{language}"] for language in LANGUAGES}


class PilotForm(_InLanguages):
    """What a pilot is."""

    words: ClassVar[Words] = {
        "name": (_("Name"), 120, 0),
        "summary": (_("What is tried out, and why?"), 3000, 4),
    }
    spearhead = forms.ChoiceField(label=_("Spearhead"), required=False)
    platform = forms.ChoiceField(label=_("Platform where it is tried out"), required=False)
    starts_on = _day(_("Begins"))
    ends_on = _day(_("Ends"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "spearhead": [("", _("Choose")), *_named(spearheads(), "slug")],
            "platform": [("", _("None")), *_named(platforms(), "pk")],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    @staticmethod
    def of(pilot: Pilot) -> dict[str, Any]:
        """What the form starts with."""
        return {
            **{f"name_{language}": text for language, text in pilot.name.items()},
            **{f"summary_{language}": text for language, text in pilot.summary.items()},
            "spearhead": pilot.spearhead.slug,
            "platform": pilot.platform_id or "",
            "starts_on": pilot.starts_on,
            "ends_on": pilot.ends_on,
        }

    def draft(self, municipality: Municipality | None = None) -> PilotDraft:
        """What was typed."""
        typed = self.cleaned_data
        return PilotDraft(
            name=self.written("name"),
            summary=self.written("summary"),
            spearhead=typed["spearhead"],
            municipality=municipality,
            platform=int(typed["platform"]) if typed["platform"] else None,
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
        )


class MoveForm(_InLanguages):
    """How far a pilot is, and what came of it."""

    words: ClassVar[Words] = {"outcome": (_("What came of it?"), 3000, 4)}
    state = forms.ChoiceField(label=_("How far is it?"), required=False, choices=STATES[1:], widget=forms.RadioSelect)


class PilotStepForm(_InLanguages):
    """A step of a pilot with its day."""

    words: ClassVar[Words] = {"title": (_("Step"), 200, 0)}
    due_on = _day(_("Planned by"))


class _WithActor(forms.Form):
    """With an organisation of the list."""

    actor = forms.TypedChoiceField(label=_("Organisation"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["actor"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *_named(visible_actors(), "pk")]


class PilotActorForm(_WithActor):
    """An organisation and its part."""

    role = forms.ChoiceField(label=_("What does it do?"), required=False, choices=ROLES, widget=forms.RadioSelect)


class FundingForm(_WithActor):
    """A row of funding; without an organisation the money is the municipality's."""

    instrument = forms.ChoiceField(label=_("Where does the money come from?"), required=False)
    year = forms.IntegerField(
        label=_("Year"), required=False, widget=forms.TextInput({"inputmode": "numeric", "maxlength": 4})
    )
    granted = _money(_("Granted, in euros"))
    paid = _money(_("Paid, in euros"))
    field_order = ("instrument", "year", "granted", "paid", "actor")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "funding_%s", **kwargs})  # beside a form with the same field
        field = self.fields["instrument"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *_named(instruments(), "slug")]

    def draft(self) -> FundingDraft:
        """What was typed."""
        return FundingDraft(**self.cleaned_data)


class JoinForm(forms.Form):
    """In whose name one asks to join, as what, and a word to the staff."""

    actor = forms.TypedChoiceField(label=_("In whose name?"), required=False, coerce=int, empty_value=None)
    role = forms.ChoiceField(label=_("What would it do?"), required=False, choices=ROLES, widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("A word to the municipality"),
        help_text=_("Only its staff read this, and it is deleted when they have decided."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 1000}),
    )

    def __init__(self, actors: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["actor"]
        if isinstance(field, forms.ChoiceField):
            field.choices = _named(actors, "pk")


class PlatformForm(_InLanguages):
    """A platform."""

    words: ClassVar[Words] = {
        "name": (_("Name"), 120, 0),
        "description": (_("What can be tried out there?"), 3000, 3),
    }
    spearhead = forms.ChoiceField(label=_("Spearhead"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["spearhead"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *_named(spearheads(), "slug")]
