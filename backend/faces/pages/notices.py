# SPDX-License-Identifier: EUPL-1.2
"""The inbox, and what one chose about letters."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.faces.pages.forms import carry_out
from backend.faces.pages.kept import forget, kept
from backend.faces.pages.paging import page_of
from backend.faces.pages.people import account_of
from backend.faces.pages.to_answer import asked_of
from backend.participation.notifications import services
from backend.participation.notifications.links import account_of_token
from backend.participation.notifications.selectors import (
    MOST_COUNTED,
    mail_state,
    notices_of,
    unread_count,
    wants_newsletter,
)
from backend.participation.notifications.wording import grouped

_PAGE = 50
_FRESH = 30
"""For how many seconds the number in the header may be old."""


class LettersForm(forms.Form):
    """How often letters come, and whether the newsletter does."""

    frequency = forms.ChoiceField(
        label=_("How often may we write to you?"),
        help_text=_("The answer to your own idea comes at once, unless you want no letters."),
        choices=[
            ("instant", _("At once")),
            ("daily", _("Once a day")),
            ("weekly", _("Once a week")),
            ("none", _("Never")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    newsletter = forms.BooleanField(
        label=_("I want the region's newsletter"),
        help_text=_("A few times a year: what was asked, decided and done in Helsinki-Uusimaa. You can stop it here."),
        required=False,
    )


def unread_words(request: HttpRequest) -> str:
    """The number in the header, at most half a minute old: "", "3" or "99+"."""
    account = account_of(request)
    unread = kept(f"unread:{account.pk}", _FRESH, lambda: unread_count(account))
    return f"{MOST_COUNTED - 1}+" if unread >= MOST_COUNTED else str(unread or "")


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What one was told, the newest first, under what it is about."""
    account = account_of(request)
    notices = notices_of(account)
    page = page_of(request.GET.get("page"), notices.count(), _PAGE)
    shown = list(notices[page.first : page.first + _PAGE])
    context = {
        "groups": grouped(shown),
        "page": page,
        "newest": max((notice.pk for notice in shown), default=0),
        "unread": unread_count(account),
        "mail": mail_state(account),
        **asked_of(account),
    }
    return render(request, "notices/inbox.html", context)


@require_safe
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Go where a notice leads; it is read by that."""
    account = account_of(request)
    path = services.open_notice(by=account, notice_id=notice_id)
    forget(f"unread:{account.pk}")
    return redirect(path)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all read up to the newest that was seen (`upto`)."""
    account = account_of(request)
    upto = request.POST.get("upto", "")
    if upto.isascii() and upto.isdigit() and len(upto) < 19:
        services.mark_read(by=account, upto=int(upto))
    forget(f"unread:{account.pk}")
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """How often letters come; the newsletter, to which one consents; an address that was refused."""
    account = account_of(request)
    state = mail_state(account)
    now = {"frequency": state.frequency, "newsletter": wants_newsletter(account)}
    form, status = LettersForm(request.POST or None, initial=now), 200
    if request.method == "POST":
        saved, status = carry_out(form, lambda typed: services.choose_letters(by=account, **typed))
        if saved:
            messages.success(request, gettext("Saved."))
            return redirect("notice_settings")
    return render(request, "notices/settings.html", {"form": form, "mail": state}, status=status)


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Write to the address again that was refused."""
    account = account_of(request)
    services.resume_mail(by=account)
    forget(f"unread:{account.pk}")
    messages.success(request, gettext("We write to you again."))
    return redirect("notice_settings")


@csrf_exempt  # RFC 8058: the mail program posts, with nothing but the link
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letters by their own link: one POST, without signing in; GET asks, since programs open links."""
    account_of_token(token)
    if request.method == "POST":
        services.unsubscribe(token=token)
    return render(request, "notices/unsubscribe.html", {"is_done": request.method == "POST"})
