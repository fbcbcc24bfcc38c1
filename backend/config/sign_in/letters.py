# SPDX-License-Identifier: EUPL-1.2
"""Signing in by a letter: a code and a link in one, and no form by which an account is made first."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare

from backend.common.sealing import BrokenSeal, seal, sealing_key, unseal
from backend.config.sign_in.addresses import confirm_address, holder_of_address
from backend.region.accounts.models import Account

_PURPOSE = "sign-in link"


class LetterProcess(LoginCodeVerificationProcess):  # type: ignore[misc]
    """allauth's sign-in by code for every address alike: whoever confirms an unknown one has an account.

    The code lies under a name of its own in the session: what allauth's other pages and its API confirm
    is never one of these, for which there may be no account yet.
    """

    @classmethod
    def begin(cls, request: HttpRequest, *, email: str, next_page: str) -> LetterProcess:
        """Send the letter, and remember in the session what it said."""
        login = Login(user=holder_of_address(email), email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=login.user, email=email), initiated_by_user=True, next=next_page)
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> LetterProcess | None:
        """The sign-in that this session has begun, unless it is too old."""
        process: LetterProcess | None = cls(stage=stage).abort_if_invalid()
        return process

    @classmethod
    def of(cls, request: HttpRequest) -> LetterProcess | None:
        """The sign-in that this session has begun, or None."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls.resume(stage) if stage else None

    @property
    def code(self) -> str:
        """The code of the letter."""
        return str(self.state.get("letter_code", ""))

    def generate_code(self) -> str:
        """A new code, and a new mark by which the link knows its session."""
        self.state["letter_code"] = get_adapter().generate_login_code()
        self.state["mark"] = secrets.token_urlsafe(9)
        return self.code

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:  # noqa: ARG002 all are alike
        """Send code and link, in the person's language."""
        code = self.generate_code()
        link = Link(email, self.state["mark"], last_seen(self.user), int(time.time()))
        path = reverse("sign_in_link", args=[link.token()])
        context = {"code": code, "link": self.request.build_absolute_uri(path), "minutes": _timeout() // 60}
        with translation.override(self.user.language if self.user else translation.get_language()):
            get_adapter().send_mail("account/email/login_code", email, context)

    def note_wrong_code(self, written: str) -> None:
        """Remember a wrong code for the page that follows."""
        self.state["wrong"] = written
        self.persist()

    def take_wrong_code(self) -> str:
        """The wrong code of the page before, once; "" where there was none."""
        wrong = str(self.state.pop("wrong", ""))
        if wrong:
            self.persist()
        return wrong

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """Sign in; the account is made now if there is none."""
        self._user = confirm_address(self.state["email"])
        answer: HttpResponse = super().finish(redirect_url or self.state.get("next") or None)
        return answer


@dataclass(frozen=True)
class Link:
    """What the link of a letter says: for which address, asked by which session, and when.

    `seen` is when the account had signed in last: once it has signed in again, the link is used up.
    """

    email: str
    mark: str
    seen: str
    sent_at: int

    def token(self) -> str:
        """The link's part of the address: sealed, so that no log holds an e-mail address."""
        sealed = seal(json.dumps(asdict(self)).encode(), key=sealing_key(_PURPOSE))
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    @classmethod
    def read(cls, token: str) -> Link | None:
        """The link, unless it was made up, is too old or was used."""
        try:
            sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            link = cls(**json.loads(unseal(sealed, key=sealing_key(_PURPOSE))))
        except (BrokenSeal, ValueError, binascii.Error):
            return None
        is_fresh = 0 <= time.time() - link.sent_at <= _timeout()
        return link if is_fresh and link.seen == last_seen(holder_of_address(link.email)) else None

    def is_of(self, process: LetterProcess | None) -> bool:
        """Whether this browser's session asked for the letter."""
        return process is not None and constant_time_compare(str(process.state.get("mark", "")), self.mark)

    def sign_in(self, request: HttpRequest) -> HttpResponse:
        """Sign in in another browser than the one that asked, after the person has said so."""
        clear_login(request)
        login = Login(user=None, email=self.email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        state: dict[str, Any] = LetterProcess.initial_state(user=None, email=self.email)
        stage.state.update(state, initiated_by_user=True)
        return LetterProcess(stage=stage).finish(None)


def last_seen(account: Account | None) -> str:
    """When an account signed in last, as text; "" where never."""
    return account.last_login.isoformat() if account is not None and account.last_login else ""


def _timeout() -> int:
    return int(app_settings.LOGIN_BY_CODE_TIMEOUT)
