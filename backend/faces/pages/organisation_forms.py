# SPDX-License-Identifier: EUPL-1.2
"""Forms of organisations: bringing one in, asking to act for one, and the staff's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.common.text import LANGUAGES
from backend.faces.pages import places
from backend.region.programme.rules import ActorDraft

if TYPE_CHECKING:
    from backend.region.programme.models import Actor

KINDS = (
    ("company", _("Company")),
    ("university", _("University or school")),
    ("research", _("Research institute")),
    ("association", _("Association")),
    ("public", _("Public body")),
    ("other", _("Something else")),
)


def _line(label: Any, length: int, **options: Any) -> forms.CharField:
    attributes = {"maxlength": length, "autocomplete": "off"}
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs=attributes), **options)


def _text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}))


class ClaimForm(forms.Form):
    """What the claimant tells the staff."""

    message = forms.CharField(
        label=_("How do you belong to the organisation?"),
        help_text=_(
            "Tell your position and how the municipality can check it. Only its staff read this, "
            "and it is deleted when they have decided."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 1000}),
    )


class ActorForm(ClaimForm):
    """An organisation; `message` only where it is brought in."""

    name_fi = _line(_("Name in Finnish"), 120, help_text=_("One language is enough."))
    name_sv = _line(_("Name in Swedish"), 120)
    name_en = _line(_("Name in English"), 120)
    kind = forms.CharField(label=_("What is it?"), required=False, widget=forms.RadioSelect(choices=KINDS))
    municipality = forms.ChoiceField(
        label=_("In which municipality?"), help_text=_("Its staff confirm the organisation."), required=False
    )
    business_id = _line(_("Business ID"), 9, help_text=_("Such as 1234567-1. You may leave this empty."))
    website = _line(_("Address of the website"), 200, help_text=_("You may leave this empty."))
    description_fi = _text(_("What it does, in Finnish"))
    description_sv = _text(_("What it does, in Swedish"))
    description_en = _text(_("What it does, in English"))

    field_order = (
        "name_fi", "name_sv", "name_en", "kind", "municipality", "business_id", "website",
        "description_fi", "description_sv", "description_en", "message",
    )  # fmt: skip

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *((one.slug, one.name) for one in places.choices())]
        if not is_new:
            del self.fields["message"]

    @staticmethod
    def of(actor: Actor) -> dict[str, Any]:
        """What the form starts with when an organisation is changed."""
        return {
            **{f"name_{language}": actor.name.get(language, "") for language in LANGUAGES},
            **{f"description_{language}": actor.description.get(language, "") for language in LANGUAGES},
            "kind": actor.kind,
            "municipality": actor.municipality.slug,
            "business_id": actor.business_id,
            "website": actor.website,
        }

    def draft(self) -> ActorDraft:
        """What was typed."""
        typed = self.cleaned_data
        return ActorDraft(
            name={language: typed[f"name_{language}"] for language in LANGUAGES},
            description={language: typed[f"description_{language}"] for language in LANGUAGES},
            kind=typed["kind"],
            municipality=places.chosen(typed["municipality"]),
            business_id=typed["business_id"],
            website=typed["website"],
        )


class ReasonForm(forms.Form):
    """The reason that staff give."""

    reason = forms.CharField(label=_("Reason, for the person"), required=False)
