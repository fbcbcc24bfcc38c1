# SPDX-License-Identifier: EUPL-1.2
"""R11: everything that is known of oneself as a file, and being forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from asgiref.sync import sync_to_async
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backend.common import clock
from backend.faces.pages.erasure_words import consequences_of
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of
from backend.records.privacy.farewell import leave
from backend.records.privacy.package import package_of
from backend.records.privacy.selectors import ideas_in_open_votes
from backend.records.privacy.services import try_erasure


class ErasureForm(forms.Form):
    """The sign that it is meant."""

    confirmation = forms.CharField(
        label=_("Write your public name"),
        help_text=_("So that nothing is erased by a slip of the finger."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 60, "autocomplete": "off", "spellcheck": "false"}),
    )


def way_to_confirm(request: HttpRequest) -> str:
    """Where a person shows again who they are and comes back; "" where they just did, or have nothing to show it by."""
    if did_recently_reauthenticate(request):
        return ""
    methods = get_adapter().get_reauthentication_methods(request.user)
    return f"{methods[0]['url']}?{urlencode({'next': request.path})}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest) -> HttpResponseBase:
    """What the file holds, and who may have it; POST gives it to somebody who has just shown who they are."""
    account = account_of(request)
    way, is_shared = way_to_confirm(request), bool(getattr(request, "kiosk", None))
    if request.method == "POST" and not is_shared:
        return _ask_again(request) if way else as_file(request, package_of(account))
    return render(request, "accounts/download.html", {"way": way, "is_shared": is_shared})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """The check page: what an erasure does, in numbers, and the public name to be written; POST erases."""
    account, way = account_of(request), way_to_confirm(request)
    form, status = ErasureForm(request.POST or None), 200
    if request.method == "POST":
        if way:
            return _ask_again(request)
        departure, status = carry_out(form, lambda typed: leave(by=account, confirmation=typed["confirmation"]))
        if departure is not None:
            return _erased(request, departure.letter)
    told = consequences_of(try_erasure(account=account), in_open_votes=ideas_in_open_votes(account))
    return render(request, "accounts/erase.html", {"form": form, "way": way, "told": told}, status=status)


def _ask_again(request: HttpRequest) -> HttpResponse:
    """The minutes are over: back to the page, which leads to where one shows who one is."""
    messages.warning(request, gettext("Confirm first that it is you."))
    return redirect(request.path)


def _erased(request: HttpRequest, letter: str) -> HttpResponse:
    """Say that it is done, to a browser that knows nothing of the person any more."""
    logout(request)
    response = render(request, "accounts/erased.html", {"letter": letter})
    response["Clear-Site-Data"] = '"cache", "storage"'  # drafts that the browser kept
    return response


def as_file(request: HttpRequest, pieces: Iterator[bytes]) -> StreamingHttpResponse:
    """The ZIP piece by piece, as the server likes it."""
    content = _asynchronous(pieces) if isinstance(request, ASGIRequest) else pieces
    name = f"parvi-{clock.local_day(clock.now()).isoformat()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(content, content_type="application/zip", headers=headers)


async def _asynchronous(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    while piece := await sync_to_async(lambda: next(pieces, b""))():
        yield piece
