# SPDX-License-Identifier: EUPL-1.2
"""M6: forms of gatherings and of what a campaign costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.faces.pages.part_form import PartForm, by_language, day_field
from backend.participation.campaigns.gatherings import LONGEST_TITLE, CostPlan, GatheringPlan

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign, Cost, Gathering

KINDS: tuple[tuple[str, StrOrPromise], ...] = (
    ("meeting", _("Meeting")),
    ("workshop", _("Workshop")),
    ("school_visit", _("Visit to a school")),
    ("desk_day", _("Day at a desk")),
)


class GatheringForm(PartForm):
    """One gathering; `version` is the one that was read."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=KINDS, required=False, widget=forms.RadioSelect)
    held_on = day_field(_("Day"))
    place = forms.CharField(
        label=_("Where?"), required=False, widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"})
    )
    attended = forms.IntegerField(
        label=_("How many people came?"),
        help_text=_("A number only, nobody's name. Leave this empty until it has been."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 6, "autocomplete": "off"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def build(self) -> None:
        """The name by language."""
        self.add_texts("title", length=LONGEST_TITLE)

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:  # noqa: ARG004 nothing of it
        """A meeting, until somebody says otherwise."""
        return {"kind": "meeting"}

    @staticmethod
    def of(gathering: Gathering) -> dict[str, Any]:
        """What the form of one starts with."""
        said = {name: getattr(gathering, name) for name in ("kind", "held_on", "place", "attended", "version")}
        return {**said, **by_language("title", gathering.title)}

    def plan(self) -> GatheringPlan:
        """What was typed."""
        typed = self.cleaned_data
        return GatheringPlan(
            kind=typed["kind"],
            held_on=typed["held_on"],
            place=typed["place"],
            title=self.written("title"),
            attended=typed["attended"],
        )


class DropForm(forms.Form):
    """Why a gathering is counted no more."""

    reason = forms.CharField(
        label=_("Why is it taken away?"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 500, "autocomplete": "off"}),
    )


def _amount(label: StrOrPromise, hint: StrOrPromise = "", decimals: int = 2) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 14, "autocomplete": "off"})
    return forms.DecimalField(
        label=label, help_text=hint, required=False, localize=True, decimal_places=decimals, widget=widget
    )


class CostForm(forms.Form):
    """What a campaign costs."""

    staff_hours = _amount(_("Hours of staff"), _("Planning, moderating, answering, events."), 1)
    hour_price = _amount(_("Price of an hour, euros"), _("With side costs, as your municipality counts it."))
    purchases = _amount(_("Purchases, euros"), _("Printing, postage, rooms, advertising."))
    is_public = forms.BooleanField(label=_("Show the cost to everybody in the campaign's statistics"), required=False)

    @staticmethod
    def of(cost: Cost | None) -> dict[str, Any]:
        """What the form starts with."""
        names = ("staff_hours", "hour_price", "purchases", "is_public")
        return {} if cost is None else {name: getattr(cost, name) for name in names}

    def plan(self) -> CostPlan:
        """What was typed."""
        return CostPlan(**self.cleaned_data)
