# SPDX-License-Identifier: EUPL-1.2
"""Forms of reports, appeals and decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.participation.moderation.grounds import GROUNDS
from backend.participation.moderation.rules import Reasons, ReportDraft

_GROUNDS = [(one.code, one.name) for one in GROUNDS.values()]


class ReportForm(forms.Form):
    """Something is reported; who has signed in need not say who they are."""

    category = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=_GROUNDS, required=False, widget=forms.RadioSelect
    )
    explanation = forms.CharField(
        label=_("Explain why"),
        help_text=_("Say which words you mean and why they are against the law or the rules of discussion."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 3000}),
    )
    name = forms.CharField(
        label=_("Your name (you may leave this empty)"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 100, "autocomplete": "name"}),
    )
    email = forms.CharField(
        label=_("Your e-mail address (you may leave this empty)"),
        help_text=_(
            "We send one letter by which you confirm it, and write when it is decided. Who wrote the text "
            "never sees it."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(
        label=_("I believe in good faith that what I say here is right and complete."), required=False
    )

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["name"], self.fields["email"]

    def draft(self) -> ReportDraft:
        """What was typed."""
        return ReportDraft(**self.cleaned_data)


class AppealForm(forms.Form):
    """Why a decision is wrong."""

    text = forms.CharField(
        label=_("Why is the decision wrong?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 3000}),
    )


class ReasonsForm(forms.Form):
    """Why something is decided."""

    ground = forms.ChoiceField(label=_("Ground"), choices=[("", _("Choose the ground")), *_GROUNDS], required=False)
    reference = forms.CharField(
        label=_("Law or rule"),
        help_text=_("Leave this empty to cite what belongs to the ground."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"}),
    )
    facts = forms.CharField(
        label=_("What in the text is against it?"),
        help_text=_("Who wrote it and who reported it read this. Do not name anybody."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 3000}),
    )

    def reasons(self) -> Reasons:
        """What was typed as reasons."""
        typed = self.cleaned_data
        return Reasons(ground=typed.get("ground", ""), reference=typed["reference"], facts=typed["facts"])


class DecisionForm(ReasonsForm):
    """What is done with a case, and why."""

    outcome = forms.CharField(required=False, widget=forms.HiddenInput)


class AppealDecisionForm(ReasonsForm):
    """Whether a decision stands, and why."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("stands", _("The decision stands")), ("turned", _("The decision is turned round"))],
        error_messages={"required": _("Choose what you decide.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, may_hide: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].label = _("Reasons")
        if not may_hide:
            del self.fields["ground"], self.fields["reference"]

    def reasons(self) -> Reasons:
        """What was typed as reasons; no ground where nothing can be hidden."""
        typed = self.cleaned_data
        ground, reference = typed.get("ground", ""), typed.get("reference", "")
        return Reasons(ground=ground, reference=reference, facts=typed["facts"])
