# SPDX-License-Identifier: EUPL-1.2
"""What a page answers when a use case says no and no form shows it."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from backend.common.errors import Refused
from backend.common.gone import person_gone
from backend.region.accounts.selectors import rights_of


def came_from(request: HttpRequest) -> str:
    """The page of this site on which the act was done, as a path; the home page when unknown."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = request.POST.get("next") or request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return "/"
    parts = urlsplit(page)
    return f"/{parts.path.lstrip('/')}{'?' + parts.query if parts.query else ''}"


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back to where the act was tried."""
    response = redirect_to_login(came_from(request))
    if not request.headers.get("HX-Request"):
        return response
    return HttpResponse(headers={"HX-Redirect": response.url})


def must_set_up(request: HttpRequest, status: int) -> bool:
    """Whether what was refused would perhaps not be, had this member of staff a second factor."""
    refused = status == 403 or (status == 404 and request.path.startswith("/manage/"))
    return refused and rights_of(request.user).withheld


def set_up_first(request: HttpRequest) -> HttpResponse:
    """To the page that says how to set one up, and from there back."""
    way = f"{reverse('second_factor')}?{urlencode({'next': came_from(request)}, safe='/')}"
    return HttpResponse(headers={"HX-Redirect": way}) if request.headers.get("HX-Request") else redirect(way)


class ActKept(Exception):
    """An act waits for its person; `way` is the page on which the person is identified."""

    def __init__(self, way: str) -> None:
        super().__init__(way)
        self.way = way

    def answer(self, request: HttpRequest) -> HttpResponse:
        """To that page, also out of a part that htmx asked for."""
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": self.way})
        return redirect(self.way)


class RefusedMiddleware:
    """Shows a refusal that nobody caught as a page with its status, in the person's language; leads a kept act on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal or a kept act; every other exception is Django's."""
        if isinstance(exception, ActKept):
            return exception.answer(request)
        exception = person_gone(exception) or exception
        if not isinstance(exception, Refused):
            return None
        if exception.status == 403 and not request.user.is_authenticated:
            return sign_in_first(request)
        if must_set_up(request, exception.status):
            return set_up_first(request)
        if exception.status == 404:
            return render(request, "404.html", status=404)
        context = {"refusal": exception, "back": came_from(request)}
        return render(request, "refused.html", context, status=exception.status)
