# SPDX-License-Identifier: EUPL-1.2
"""Being reminded of a vote without an account: ask, confirm by the letter's link, or be forgotten."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.faces.pages import wording
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import viewer_of
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.notifications import reminders
from backend.participation.notifications.selectors import reminder_by_token


class RemindForm(forms.Form):
    """One address."""

    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("We use it for one letter and then forget it. First we send a link by which you confirm it."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the letter; whatever was asked before, the answer is the same."""
    viewer = viewer_of(request)
    campaign = campaign_alone(slug, viewer=viewer)
    form, status = RemindForm(request.POST or None), 200
    if request.method == "POST":
        _asked, status = carry_out(form, lambda typed: _ask(request, slug, typed["email"]))
        if status == 200:
            return redirect("reminder_asked", slug)
    return render(request, "notices/remind.html", {"form": form, "campaign": campaign}, status=status)


def _ask(request: HttpRequest, slug: str, email: str) -> None:
    reminders.ask_reminder(viewer=viewer_of(request), slug=slug, email=email, language=wording.language())


@require_safe
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next."""
    campaign = campaign_alone(slug, viewer=viewer_of(request))
    return render(request, "notices/remind.html", {"campaign": campaign, "is_asked": True})


@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter's link: confirm with one button, since mail programs open links by themselves."""
    if request.method == "POST" and request.POST.get("action") == "forget":
        reminders.forget_reminder(token=token)
    elif request.method == "POST":
        reminders.confirm_reminder(token=token)
    return render(request, "notices/reminder.html", {"reminder": reminder_by_token(token)})
