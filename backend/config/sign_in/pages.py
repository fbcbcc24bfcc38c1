# SPDX-License-Identifier: EUPL-1.2
"""R10: one form, an e-mail address; then the code or the link of the letter, or, quietly, a password."""

from typing import Any

from allauth.account.utils import get_login_redirect_url
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView

from backend.config.sign_in.errors import LetterNotSent
from backend.config.sign_in.letters import LetterProcess, Link
from backend.faces.pages.kiosk import use_allowance
from backend.participation.assistance.errors import KioskAllowanceUsed


class SignIn(LoginView):  # type: ignore[misc]
    """The form for the address, and the one for a password; it opens also while a code is waited for."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Somebody who comes back tries another address."""


class AskForLetter(RequestLoginCodeView):  # type: ignore[misc]
    """Send the letter; an unknown address gets the same one."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Ask again, for the same address or another one."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Send it; where it cannot be sent the form says so, and what is kept stays."""
        try:
            use_allowance(self.request)
            LetterProcess.begin(
                self.request, email=form.cleaned_data["email"].lower(), next_page=self.get_next_url() or ""
            )
        except (LetterNotSent, KioskAllowanceUsed) as refusal:
            form.add_error(None, str(refusal))
            answer: HttpResponse = self.form_invalid(form)
            answer.status_code = refusal.status
            return answer
        return redirect(self.get_success_url())


class WriteCode(ConfirmLoginCodeView):  # type: ignore[misc]
    """Write the code of the letter."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on with the letter that this session asked for; signed in meanwhile, go back to where one was."""
        if request.user.is_authenticated:
            return redirect(get_login_redirect_url(request))
        process = LetterProcess.of(request)
        if process is None:
            return redirect(self.passthrough_next_url(reverse("account_login")))
        self._process: LetterProcess = process
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """After a wrong code the page holds what was written, and what is wrong with it."""
        options: dict[str, Any] = super().get_form_kwargs()
        wrong = self._process.take_wrong_code() if self.request.method == "GET" else ""
        return {**options, "data": {"code": wrong}} if wrong else options

    def form_invalid(self, form: Any) -> HttpResponse:
        """A page of its own also for a wrong code, so that Back always leads to a page."""
        answer: HttpResponse = super().form_invalid(form)
        if isinstance(answer, HttpResponseRedirect):
            return answer
        self._process.note_wrong_code(form.data.get("code", "")[:20] or "-")
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by the letter's link: at once in the browser that asked, else after a tap."""
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    link = Link.read(token)
    if link is None:
        return render(request, "account/link_over.html", status=410)
    process = LetterProcess.of(request)
    if request.method == "GET" and process is not None and link.is_of(process):
        return process.finish(None)
    if request.method == "POST":
        return link.sign_in(request)
    return render(request, "account/confirm_link.html", {"email": link.email})
