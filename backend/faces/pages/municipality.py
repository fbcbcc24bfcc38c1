# SPDX-License-Identifier: EUPL-1.2
"""A municipality's own page, its accessibility statement, and feedback without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from backend.common.errors import NotFound
from backend.faces.pages import wording
from backend.faces.pages.answers import outcome_rows
from backend.faces.pages.forms import carry_out
from backend.faces.pages.places import chosen, name_of
from backend.faces.pages.rows import rows_of, totals_of
from backend.participation.campaigns.partners import held_by
from backend.participation.campaigns.selectors import CampaignQuery, published_campaigns
from backend.participation.ideas.selectors import answered_ideas
from backend.participation.supports.selectors import with_tallies
from backend.region.municipalities.selectors import feedback_by_number, look_of, statement_of
from backend.region.municipalities.services import give_feedback

if TYPE_CHECKING:
    from backend.region.places.models import Municipality

_ROWS, _ANSWERS = 20, 5
KINDS = (("accessibility", _("Accessibility: something does not work for me")), ("other", _("Something else")))


class FeedbackForm(forms.Form):
    """What one wants to tell."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=KINDS, required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What happened, and where?"),
        help_text=_("Say also which device or aid you use, if it matters. Leave out personal data."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 5000}),
    )
    page = forms.CharField(
        label=_("Address of the page"),
        help_text=_("You may leave this empty."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 300, "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("E-mail address, for the answer"),
        help_text=_("You may leave this empty. We forget it once you have the answer."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@require_safe
def municipality_page(request: HttpRequest, municipality: str) -> HttpResponse:
    """Its campaigns, answers and texts."""
    place = _place(municipality)
    campaigns = list(published_campaigns(CampaignQuery(municipality=place.slug)))[:_ROWS]
    answered = with_tallies(answered_ideas().filter(held_by([place.pk], "campaign")))[:_ANSWERS]
    context = {
        "municipality": place,
        "look": look_of(place),
        "rows": rows_of(campaigns, totals_of(campaigns)),
        "outcomes": outcome_rows(answered),
    }
    return render(request, "municipalities/municipality.html", context)


@require_safe
def statement(request: HttpRequest, municipality: str) -> HttpResponse:
    """The accessibility statement of a municipality."""
    place = _place(municipality)
    context = {"municipality": place, "name": name_of(place), "statement": statement_of(place)}
    return render(request, "municipalities/statement.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, municipality: str) -> HttpResponse:
    """Feedback without an account; POST gives a receipt with a number."""
    place = _place(municipality)
    form, status = FeedbackForm(request.POST or None, initial=_initial(request)), 200
    if request.method == "POST":
        given, status = carry_out(
            form, lambda typed: give_feedback(municipality=place, language=wording.language(), **typed)
        )
        if given is not None:
            return redirect("feedback_receipt", municipality, given.number)
    context = {"municipality": place, "name": name_of(place), "form": form}
    return render(request, "municipalities/feedback.html", context, status=status)


@never_cache
@require_safe
def receipt(request: HttpRequest, municipality: str, number: str) -> HttpResponse:
    """The number, and by when there is an answer; the answer itself once it is there."""
    given = feedback_by_number(number)
    if given.municipality.slug != municipality:
        raise NotFound
    context = {"municipality": given.municipality, "name": name_of(given.municipality), "feedback": given}
    return render(request, "municipalities/receipt.html", context)


def _initial(request: HttpRequest) -> dict[str, Any]:
    return {"kind": "accessibility", "page": request.GET.get("page", "")[:300]}


def _place(municipality: str) -> Municipality:
    found = chosen(municipality)
    if found is None:
        raise NotFound
    return found
