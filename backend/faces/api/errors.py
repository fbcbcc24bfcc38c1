# SPDX-License-Identifier: EUPL-1.2
"""The one shape of every refusal: {code, message, fields?}, in the person's language."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, UnreadablePostError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from rest_framework import exceptions
from rest_framework.response import Response

from backend.common.errors import MayNot, NotFound, Refused, SignInFirst, TooOften, TryLater
from backend.common.gone import person_gone
from backend.region.accounts.errors import SecondFactorNeeded
from backend.region.accounts.selectors import rights_of

RETRY_SECONDS = 2
CSRF_FAILED = "csrf_failed"


class Malformed(Refused):
    """The request has not the shape that the schema gives (400); `fields` says where."""

    code = "malformed"
    status = 400
    message = _("The request could not be read. Check its fields.")


class BodyTooLarge(Refused):
    """The body is longer than is read (413)."""

    code = "body_too_large"
    status = 413
    message = _("This is too large to be sent.")


class MethodNotAllowed(Refused):
    """This address does not answer the method (405); `Allow` names those that it does."""

    code = "method_not_allowed"
    status = 405
    message = _("This cannot be done at this address.")


class NotAcceptable(Refused):
    """None of the formats in `Accept` can be given (406)."""

    code = "not_acceptable"
    status = 406
    message = _("The answer cannot be given in this format.")


class UnsupportedMediaType(Refused):
    """The body is in a format that is not read (415)."""

    code = "unsupported_media_type"
    status = 415
    message = _("Send the request as JSON.")


class CsrfFailed(MayNot):
    """An act of a browser came without its CSRF token, or from another site (403)."""

    code = CSRF_FAILED
    message = _("Open the page again and repeat what you did.")


class TokenInvalid(Refused):
    """The access token is not one of an issuer that is known here, signed by it, for this API (401)."""

    code = "token_invalid"
    status = 401
    message = _("The access token is not valid here.")


class TokenExpired(TokenInvalid):
    """The access token was valid until a while ago (401)."""

    code = "token_expired"
    message = _("The access token has expired. Get a new one.")


class TokenMissing(TokenInvalid):
    """A request for a person's data came without an access token (401)."""

    code = "token_missing"
    message = _("Send an access token.")


class ScopeMissing(MayNot):
    """The access token may not be used for a person's data, or not for this (403)."""

    code = "scope_missing"
    message = _("The access token does not allow this.")


class AssuranceTooLow(MayNot):
    """The person has not signed in at the issuer as surely as their data needs (403)."""

    code = "assurance_too_low"
    message = _("Sign in again with strong identification.")


class NotYourProfile(MayNot):
    """The data is another person's than the access token's (403)."""

    code = "not_your_profile"
    message = _("These are not your data.")


class ReauthenticateFirst(MayNot):
    """What cannot be undone, or tells everything, needs somebody who has just shown again who they are (403)."""

    code = "reauthenticate_first"
    message = _("Confirm first that it is you.")


class SomethingBroke(Refused):
    """A fault of the service; it is logged (500)."""

    code = "something_broke"
    status = 500
    message = _("Something went wrong on our side. It has been noted.")


_REFUSALS: tuple[tuple[type[Exception], type[Refused]], ...] = (
    (Http404, NotFound),
    (exceptions.NotFound, NotFound),
    (exceptions.NotAuthenticated, SignInFirst),
    (exceptions.AuthenticationFailed, SignInFirst),
    (exceptions.PermissionDenied, MayNot),
    (PermissionDenied, MayNot),
    (exceptions.ParseError, Malformed),
    (exceptions.MethodNotAllowed, MethodNotAllowed),
    (exceptions.NotAcceptable, NotAcceptable),
    (exceptions.UnsupportedMediaType, UnsupportedMediaType),
    (exceptions.Throttled, TooOften),
    (RequestDataTooBig, BodyTooLarge),
    (SuspiciousOperation, Malformed),
    (UnreadablePostError, Malformed),
    (OperationalError, TryLater),
    (InterfaceError, TryLater),
)


def answer_refusal(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to what a view raised; None (a fault, 500) for what is no refusal."""
    refusal = refusal_of(error)
    if refusal is None:
        return None
    request = context.get("request")
    if isinstance(refusal, MayNot) and request is not None and rights_of(request.user).withheld:
        refusal = SecondFactorNeeded()
    return Response(body_of(refusal), status=refusal.status, headers=headers_of(refusal, error))


def refusal_of(error: BaseException | None) -> Refused | None:
    """The refusal that an exception means, or None where it is a fault of ours."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, exceptions.ValidationError):
        return Malformed(fields=dict(_flat(error.detail)))
    if isinstance(error, exceptions.PermissionDenied) and error.get_codes() == CSRF_FAILED:
        return CsrfFailed()
    if gone := person_gone(error):
        return gone
    return next((refused() for known, refused in _REFUSALS if isinstance(error, known)), None)


def body_of(refusal: Refused) -> dict[str, Any]:
    """Code, message and, where there are any, fields, in the active language."""
    body: dict[str, Any] = {"code": refusal.code, "message": str(refusal)}
    if refusal.fields:
        body["fields"] = {_sendable(name): _sendable(text) for name, text in refusal.fields.items()}
    return body


def headers_of(refusal: Refused, error: BaseException | None = None) -> dict[str, str]:
    """`Retry-After` where trying again helps, `WWW-Authenticate` of a bad token; nobody keeps a refusal."""
    headers = {"Cache-Control": "no-store"}
    wait = getattr(error, "wait", None)
    if refusal.status == 401:
        headers["WWW-Authenticate"] = f'Bearer realm="api", error="invalid_token", error_description="{refusal.code}"'
    if refusal.status in {429, 503}:
        headers["Retry-After"] = str(int(wait or RETRY_SECONDS))
    return headers


def _flat(detail: Any, name: str = "") -> Iterator[tuple[str, StrOrPromise]]:
    """Nested messages of serializers as ("phases.0.opens", first message); of the whole body as "body"."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            step = "" if key == "non_field_errors" else str(key)
            yield from _flat(value, ".".join(part for part in (name, step) if part))
    elif isinstance(detail, (list, tuple)):
        nested = [(str(place), item) for place, item in enumerate(detail) if item]
        if nested and isinstance(nested[0][1], Mapping):
            for place, item in nested:
                yield from _flat(item, f"{name}.{place}".lstrip("."))
        elif nested:
            yield name or "body", str(nested[0][1])
    else:
        yield name or "body", str(detail)


def _sendable(text: StrOrPromise) -> str:
    """A message may quote what was sent, and half a character cannot be sent back."""
    return str(text).encode("utf-8", "replace").decode()
