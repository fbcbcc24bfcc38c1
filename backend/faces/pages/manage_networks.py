# SPDX-License-Identifier: EUPL-1.2
"""M8: networks of schools and libraries from which more people take part without sign-in than usual."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.participants.addresses import allow_address, allowances_of, end_allowance


class NetworkForm(forms.Form):
    """A network, how many of its browsers may begin in an hour, and whose it is."""

    address = forms.CharField(
        label=_("Address or network"),
        help_text=_("Such as 192.0.2.10 or 192.0.2.0/24. The school's or library's support knows it."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 50, "autocomplete": "off"}),
    )
    an_hour = forms.IntegerField(
        label=_("How many browsers may begin there in an hour?"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Whose network is it?"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def networks(request: HttpRequest, slug: str) -> HttpResponse:
    """The networks that are allowed more in a campaign; POST allows one."""
    account = account_of(request)
    campaign, allowances = campaign_by_slug(slug, viewer=account), allowances_of(slug, viewer=account)
    form, status = NetworkForm(request.POST or None), 200
    if request.method == "POST":
        allowed, status = carry_out(form, lambda typed: allow_address(by=account, campaign_slug=slug, **typed))
        if allowed is not None:
            messages.success(request, gettext("The changes are saved."))
            return redirect("manage_networks", slug)
    usual = int(settings.DEVICES_AN_HOUR)
    context: dict[str, Any] = {"campaign": campaign, "form": form, "allowances": allowances, "usual": usual}
    return render(request, "manage/networks.html", context, status=status)


@require_POST
def end(request: HttpRequest, slug: str, allowance_id: int) -> HttpResponse:
    """Take an allowance away."""
    end_allowance(by=account_of(request), allowance_id=allowance_id)
    messages.success(request, gettext("The changes are saved."))
    return redirect("manage_networks", slug)
