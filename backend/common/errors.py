# SPDX-License-Identifier: EUPL-1.2
"""Refusals: why an act was not carried out, with a stable code and words in the person's language."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """A use case says no.

    `code` is stable and documented, `status` the HTTP status that says the same, `message` is
    read by people, `fields` maps a field's name to what is wrong with it.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    message: ClassVar[StrOrPromise] = _("This cannot be done.")

    def __init__(self, *, fields: Mapping[str, StrOrPromise] | None = None, **details: object) -> None:
        super().__init__(self.code)
        self.fields = dict(fields or {})
        self.details = details

    def __str__(self) -> str:
        """The message in the active language, with its details filled in."""
        return str(self.message) % self.details if self.details else str(self.message)


class MayNot(Refused):
    """You are known, and may not do this (403)."""

    code = "may_not"
    status = 403
    message = _("You do not have the right to do this.")


class SignInFirst(MayNot):
    """An act that needs a person was tried without one (403)."""

    code = "sign_in_first"
    message = _("Sign in first. What you wrote is kept.")


class NotFound(Refused):
    """It does not exist, or is not yours to see (404)."""

    code = "not_found"
    status = 404
    message = _("It was not found.")


class Conflict(Refused):
    """Already done, or changed meanwhile (409)."""

    code = "conflict"
    status = 409
    message = _("Someone changed this meanwhile. Look at it and try again.")


class RuleRefused(Refused):
    """A rule says no (422)."""

    code = "rule_refused"
    message = _("A rule does not allow this.")


class InvalidInput(Refused):
    """Something that was filled in is missing or wrong; `fields` says what (422)."""

    code = "invalid_input"
    message = _("Check what you filled in.")


class TooOften(Refused):
    """Too many requests in a short time (429)."""

    code = "too_often"
    status = 429
    message = _("Too many tries in a short time. Wait a moment.")


class TryLater(Refused):
    """A part of the service is away for the moment (503)."""

    code = "try_later"
    status = 503
    message = _("The service is away for a moment. Nothing was lost; try again soon.")
