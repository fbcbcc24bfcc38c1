# SPDX-License-Identifier: EUPL-1.2
"""M2: forms of what is changed after all of a public campaign; each needs a reason that everybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from backend.common.text import LANGUAGES
from backend.faces.pages import wording
from backend.faces.pages.part_form import day_field
from backend.faces.pages.phases import phase_name
from backend.participation.campaigns.rules import languages_by_law

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign


class ReasonForm(forms.Form):
    """Why, by language; `name` keeps the ids of several such forms on a page apart."""

    name = "reason"

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.name}_%s", **kwargs})
        self.campaign = campaign
        must = languages_by_law(campaign)
        for language in LANGUAGES:
            self.fields[f"reason_{language}"] = forms.CharField(
                label=wording.LANGUAGE_NAMES[language],
                help_text="" if language in must else _("You may leave this empty."),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "maxlength": 1000, "lang": language}),
            )

    def reasons(self) -> list[BoundField]:
        """The fields of the reason."""
        return [self[f"reason_{language}"] for language in LANGUAGES]

    def reason(self) -> dict[str, str]:
        """The reason as it was typed."""
        return {language: self.cleaned_data[f"reason_{language}"] for language in LANGUAGES}


class PauseForm(ReasonForm):
    """A pause, or its end."""

    name = "pause"


class ExtendForm(ReasonForm):
    """More time for a phase."""

    name = "extend"
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    closes = day_field(_("New last day"))

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        offered = self.fields["phase"]
        if isinstance(offered, forms.ChoiceField):
            offered.choices = [
                (str(phase.pk), f"{phase_name(phase.kind)} {wording.period(phase.opens, phase.closes)}")
                for phase in campaign.phases.all()
                if not getattr(phase, "is_over", False)
            ]

    def clean_closes(self) -> Any:
        """A day has to be said."""
        if self.cleaned_data["closes"] is None:
            raise forms.ValidationError(_("Choose the new last day."))
        return self.cleaned_data["closes"]


class RuleForm(ReasonForm):
    """Another rule before the first support."""

    name = "rule"
    support_limit = forms.IntegerField(
        label=_("How many ideas may one person support?"),
        help_text=_("Leave this empty for as many as they like."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )
    supports_hidden = forms.BooleanField(label=_("Hide the supports until the vote is closed"), required=False)
