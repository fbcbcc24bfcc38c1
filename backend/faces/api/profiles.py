# SPDX-License-Identifier: EUPL-1.2
"""A person's data and its erasure, as a city's profile service asks for them in the person's name.

The contract is City of Helsinki's GDPR API (docs/api.md); it is no part of /api/v1/: other answers
(204 for somebody who is not known here), other errors, and nothing but an access token is looked at.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.errors import Refused
from backend.faces.api.bearer import Told, told_by
from backend.faces.api.endpoint import AnyFormat, Endpoint
from backend.faces.api.errors import (
    AssuranceTooLow,
    Malformed,
    NotYourProfile,
    ScopeMissing,
    TokenMissing,
    headers_of,
    refusal_of,
)
from backend.records.privacy.selectors import everything_of
from backend.records.privacy.services import erase_person, try_erasure
from backend.records.privacy.tree import in_all_languages, tree_of
from backend.region.accounts.claims import scopes_in
from backend.region.accounts.issuers import ASSURANCES
from backend.region.accounts.selectors import account_of_profile, identity_of_issuer

if TYPE_CHECKING:
    from backend.region.accounts.models import Account

_YES, _NO = frozenset({"true", "1"}), frozenset({"false", "0"})


class ProfileToken(BaseAuthentication):
    """An access token, always: who asks for the data of somebody unknown makes no account."""

    def authenticate(self, request: Request) -> tuple[Account | AnonymousUser, Told]:
        """The account of the issuer's subject, if there is one, and what the token says; raises TokenMissing."""
        told = told_by(request)
        if told is None:
            raise TokenMissing
        account, _said_at = identity_of_issuer(told.issuer.key, told.asserted.subject)
        return account or AnonymousUser(), told


class Profile(Endpoint):
    """One person's data."""

    authentication_classes = (ProfileToken,)
    permission_classes = ()
    content_negotiation_class = AnyFormat

    @extend_schema(exclude=True)
    def get(self, request: Request, profile: uuid.UUID) -> Response:
        """Everything that is known of the person as a tree; 204 where nothing is."""
        account = _owner(request, profile, erase=False)
        if account is None:
            return Response(status=204, headers={"Cache-Control": "no-store"})
        return Response(tree_of(everything_of(account)), headers={"Cache-Control": "no-store"})

    @extend_schema(exclude=True)
    def delete(self, request: Request, profile: uuid.UUID) -> Response:
        """Forget the person, or, with `dry_run=true`, do so and undo it: 204, also where nothing is known."""
        account = _owner(request, profile, erase=True)
        is_dry_run = _is_dry_run(request)
        if account is not None:
            (try_erasure if is_dry_run else erase_person)(account=account)
        return Response(status=204)

    def handle_exception(self, exc: Exception) -> Response:
        """A refusal in the contract's shape; a rule that says no is 403, the contract's only word for it."""
        refusal = refusal_of(exc)
        if refusal is None:
            raise exc
        status = 403 if refusal.status in {409, 422} else refusal.status
        return Response(errors_of(refusal), status=status, headers=headers_of(refusal, exc), exception=True)


def errors_of(refusal: Refused) -> dict[str, Any]:
    """A refusal as {"errors": [{"code", "message": {"fi", "sv", "en"}}]}."""
    said = in_all_languages(refusal.message)
    if refusal.details:
        said = {language: text % refusal.details for language, text in said.items()}
    return {"errors": [{"code": refusal.code, "message": said}]}


def _owner(request: Request, profile: uuid.UUID, *, erase: bool) -> Account | None:
    """The person whose data is meant, who is the token's; None where nobody is known by that name.

    Raises ScopeMissing, AssuranceTooLow, NotYourProfile.
    """
    told: Any = request.auth  # what ProfileToken gave
    access = told.issuer.data_requests
    needed = access and (access.delete_scope if erase else access.query_scope)
    if access is None or needed not in scopes_in(told.claims, access.scopes):
        raise ScopeMissing
    if ASSURANCES.index(told.asserted.assurance) < ASSURANCES.index(access.assurance):
        raise AssuranceTooLow
    meant = account_of_profile(profile, issuer=told.issuer.key)
    if meant is not None and meant != request.user:
        raise NotYourProfile
    return meant


def _is_dry_run(request: Request) -> bool:
    """Whether the query or the body says so; what is neither yes nor no is refused, as nobody can undo an erasure."""
    asked = [*request.query_params.getlist("dry_run")]
    if isinstance(request.data, Mapping) and "dry_run" in request.data:
        asked.append(str(request.data["dry_run"]))
    said = {one.lower() for one in asked}
    if said - _YES - _NO:
        raise Malformed
    return bool(said & _YES)
