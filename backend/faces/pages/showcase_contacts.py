# SPDX-License-Identifier: EUPL-1.2
"""Writing to a pilot from the showcase, and confirming the address by the letter's link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backend.common.addresses import address_of, network
from backend.common.limits import require_not_too_often
from backend.faces.pages import places, wording
from backend.faces.pages.forms import carry_out
from backend.region.programme.contact_rules import ContactDraft
from backend.region.programme.contacts import confirm_contact, write_to_pilot
from backend.region.programme.contacts_shown import contact_of_token
from backend.region.programme.showcase import pilot_by_id

WISHES = (
    ("partner", _("To take part as a partner")),
    ("learn", _("To learn more")),
    ("press", _("To write about it in the media")),
)


class ContactForm(forms.Form):
    """Who writes, what they would like, and what they say."""

    wish = forms.ChoiceField(label=_("What would you like?"), choices=WISHES, required=False, widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("Your message"),
        help_text=_("Tell what interests you in the pilot, and what you would bring or want to know."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 3000}),
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 100, "autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=_("Your organisation (you may leave this empty)"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 120, "autocomplete": "organization"}),
    )
    email = forms.CharField(
        label=_("E-mail address, for the answer"),
        help_text=_("We send one letter by which you confirm it. Your message goes on when you have."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=_("The municipality may use my name and address to answer this message."), required=False
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, pilot_id: int) -> HttpResponse:
    """The form; POST sends the letter by which the address is confirmed."""
    found, form, status = pilot_by_id(pilot_id), ContactForm(request.POST or None), 200
    if request.method == "POST":
        sent, status = carry_out(form, lambda typed: _send(request, pilot_id, typed))
        if sent is not None:
            words = gettext("Thank you. Open the link in the letter that we sent you: then your message goes on.")
            messages.success(request, words)
            return redirect("pilot", pilot_id)
    context = {"pilot": found, "form": form, "municipality": places.name_of(found.municipality)}
    return render(request, "showcase/contact.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Where the letter leads; POST confirms: programs that open links confirm nothing."""
    if request.method == "POST":
        made = confirm_contact(token=token)
        messages.success(request, gettext("Your message is on its way. You have an answer within 14 days."))
        return redirect("pilot", made.pilot_id)
    found = contact_of_token(token)
    context = {"contact": found, "municipality": places.name_of(found.pilot.municipality)}
    return render(request, "showcase/confirm.html", context)


def _send(request: HttpRequest, pilot_id: int, typed: dict[str, Any]) -> bool:
    require_not_too_often("contacts", network(address_of(request.META)))
    write_to_pilot(pilot_id=pilot_id, draft=ContactDraft(**typed), language=wording.language())
    return True
