# SPDX-License-Identifier: EUPL-1.2
"""M2: starting a campaign: from a template, from an earlier one, or from nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from backend.common import clock
from backend.common.text import LANGUAGES, in_language
from backend.faces.pages import office, places, wording
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage import organised_by, organised_campaign
from backend.faces.pages.part_form import day_field
from backend.faces.pages.people import account_of
from backend.participation.campaigns.plans import CampaignPlan
from backend.participation.campaigns.services import create_campaign
from backend.participation.campaigns.starting import copy_campaign, start_from_template
from backend.participation.campaigns.templates import campaign_templates
from backend.region.places.selectors import municipality_by_slug
from backend.region.programme.selectors import spearhead_by_slug, spearheads

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality


class BeginForm(forms.Form):
    """The first day, and a name where one is known."""

    first_day = day_field(_("First day"), _("All phases are counted from it. You can move each of them afterwards."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            self.fields[f"title_{language}"] = forms.CharField(
                label=wording.LANGUAGE_NAMES[language],
                required=False,
                widget=forms.TextInput(attrs={"maxlength": 120, "lang": language}),
            )

    def titles(self) -> list[BoundField]:
        """Names by language."""
        return [self[f"title_{language}"] for language in LANGUAGES]

    def title(self) -> dict[str, str]:
        """The name as it was typed."""
        return {language: self.cleaned_data[f"title_{language}"] for language in LANGUAGES}

    def clean_first_day(self) -> Any:
        """Today where nothing was chosen."""
        return self.cleaned_data["first_day"] or clock.local_day(clock.now())


class NewForm(BeginForm):
    """What a new campaign starts with."""

    template = forms.ChoiceField(label=_("Start from"), required=False, widget=forms.RadioSelect)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    spearhead = forms.ChoiceField(label=_("Spearhead of the strategy"), required=False)

    def __init__(self, organised: Iterable[Municipality], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [(one.key, in_language(one.name, wording.language())) for one in campaign_templates()]
        self._offer("template", [*ready, ("", gettext("Nothing: I write it all"))])
        self._offer("municipality", [(one.slug, places.name_of(one)) for one in organised])
        self._offer("spearhead", [(one.slug, in_language(one.name, wording.language())) for one in spearheads()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


@require_http_methods(["GET", "HEAD", "POST"])
def new_campaign(request: HttpRequest) -> HttpResponse:
    """Choose what to start from; POST makes a draft."""
    account, here = account_of(request), office.here(request)
    organised = organised_by(account)
    start = {"template": "ideas", "municipality": here.slug, "first_day": clock.local_day(clock.now())}
    form, status = NewForm(organised, request.POST or None, initial={**start, "spearhead": "citizen-city"}), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: _start(account, here, form, typed))
        if made is not None:
            messages.success(request, gettext("The draft is saved."), extra_tags="campaign-new")
            return redirect("manage_campaign", made.slug)
    context = {"form": form, "templates": campaign_templates()}
    return render(request, "manage/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a campaign as an earlier one was; POST makes the draft."""
    account, campaign = organised_campaign(request, slug)
    start = {f"title_{language}": text for language, text in campaign.title.items()}
    form, status = BeginForm(request.POST or None, initial={**start, "first_day": clock.local_day(clock.now())}), 200
    if request.method == "POST":
        made, status = carry_out(
            form,
            lambda typed: copy_campaign(by=account, slug=slug, first_day=typed["first_day"], title=form.title()),
        )
        if made is not None:
            messages.success(request, gettext("The draft is saved."))
            return redirect("manage_campaign", made.slug)
    return render(request, "manage/copy.html", {"form": form, "campaign": campaign}, status=status)


def _start(account: Account, here: Municipality, form: NewForm, typed: dict[str, Any]) -> Campaign:
    municipality = municipality_by_slug(typed["municipality"] or here.slug)
    spearhead = spearhead_by_slug(typed["spearhead"] or "citizen-city")
    if not typed["template"]:
        plan = CampaignPlan(title=form.title())
        return create_campaign(by=account, municipality=municipality, spearhead=spearhead, plan=plan)
    return start_from_template(
        by=account,
        municipality=municipality,
        spearhead=spearhead,
        template=typed["template"],
        first_day=typed["first_day"],
        title=form.title(),
    )
