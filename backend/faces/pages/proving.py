# SPDX-License-Identifier: EUPL-1.2
"""Verify and act in one form: the code or number typed beside an act identifies and acts in one request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from backend.common.errors import InvalidInput, Refused
from backend.faces.pages import wording
from backend.faces.pages.devices import doer_of, standing_in
from backend.faces.pages.errors import came_from
from backend.faces.pages.identify import sign_in_newcomer, signed_in_account, tried_by
from backend.faces.pages.kept import kept
from backend.faces.pages.people_forms import ProofForm
from backend.faces.pages.waiting import campaign_of, kept_until_identified
from backend.participation.assistance.proof import Proof, identify_and
from backend.participation.campaigns.conditions import condition_of
from backend.participation.participants.errors import (
    CodeNotValid,
    CodeUsed,
    IdentifiedOtherwise,
    NotInRegister,
    TooManyTries,
)
from backend.participation.participants.selectors import asks_birth_year

if TYPE_CHECKING:
    from backend.participation.assistance.acts import PendingAct
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account

Answer = TypeVar("Answer")
PREFIX = "proof"
_OF_THE_PROOF = (CodeNotValid, CodeUsed, NotInRegister, IdentifiedOtherwise, TooManyTries)
"""Refusals that belong to the field of the code, not to the act."""


def do_or_keep(request: HttpRequest, act: PendingAct, do: Callable[[Account], Answer]) -> Answer:
    """Do an act as who is signed in, by the code typed beside it, or as a browser where everyone may; else keep it.

    Raises ActKept, and what identifying and the act refuse; a refusal of the code has `proof` set.
    """
    with kept_until_identified(request, act):
        if _typed(request):
            return _prove_and(request, act, do)
        return do(doer_of(request, lambda: campaign_of(act), act.kind))


def proof_form(
    request: HttpRequest, campaign: Campaign, act: str, name: str, parent_id: int | None = None
) -> ProofForm | None:
    """The field for the code beside an act, with what was typed there and what is wrong with it.

    `parent_id` is the comment to which the act replies. None where the reader is known, or the campaign asks for
    nothing that is typed.
    """
    if not asks_proof(request, campaign, act):
        return None
    refusal: Refused | None = getattr(request, "proof_refusal", None)
    is_this = refusal is not None and getattr(request, "proof_of", None) == (act, parent_id)
    form = ProofForm(
        campaign.identifier,
        request.POST if is_this else None,
        asks_birth_year=_asks_birth_year(request, campaign),
        prefix=PREFIX,
        auto_id=f"{name}-%s",
    )
    if is_this and form.is_valid():
        form.add_error("code", str(refusal))
    return form


def _asks_birth_year(request: HttpRequest, campaign: Campaign) -> bool:
    """Known for a minute, and asked once a request: a page has a field at each form of a reply."""
    known: dict[int, bool] = request.__dict__.setdefault("asks_birth_year", {})
    if campaign.pk not in known:
        known[campaign.pk] = kept(f"asks-birth-year:{campaign.pk}", 60, lambda: asks_birth_year(campaign))
    return known[campaign.pk]


def asks_proof(request: HttpRequest, campaign: Campaign, act: str) -> bool:
    """Whether an act asks for a code or number that the reader has not shown yet; no further query."""
    if campaign.identifier not in {"code", "register"} or condition_of(campaign, act).who != campaign.identifier:
        return False
    return standing_in(request, campaign).identified_by(campaign.identifier) is None


def refuses_proof(request: HttpRequest) -> bool:
    """Whether the code that was typed is what was refused."""
    return getattr(request, "proof_refusal", None) is not None


def is_newcomer(request: HttpRequest) -> bool:
    """Whether this very request has signed somebody in: every form of the page needs a new token then."""
    return getattr(request, "has_signed_in", False)


def page_anew(request: HttpRequest) -> HttpResponse:
    """The whole page on which one is, out of a part that htmx asked for."""
    return HttpResponse(headers={"HX-Redirect": came_from(request)})


def _typed(request: HttpRequest) -> bool:
    return bool(request.POST.get(f"{PREFIX}-code", "").strip())


def _prove_and(request: HttpRequest, act: PendingAct, do: Callable[[Account], Answer]) -> Answer:
    account, campaign = signed_in_account(request), campaign_of(act)
    form = ProofForm(campaign.identifier, request.POST, asks_birth_year=asks_birth_year(campaign), prefix=PREFIX)
    if not form.is_valid():
        refusal: Refused = InvalidInput(fields={"birth_year": gettext("Write the year with four digits.")})
        raise _noted(request, act, refusal)
    proof = Proof(form.cleaned_data["code"], form.cleaned_data.get("birth_year"))
    try:
        person, answer = identify_and(
            account=account,
            campaign=campaign,
            proof=proof,
            tried_by=tried_by(request),
            act=do,
            language=wording.language(),
        )
    except _OF_THE_PROOF as refusal:
        raise _noted(request, act, refusal) from refusal
    sign_in_newcomer(request, person)
    request.has_signed_in = account is None  # type: ignore[attr-defined]
    request.__dict__.pop("standings", None)
    return answer


def _noted(request: HttpRequest, act: PendingAct, refusal: Refused) -> Refused:
    request.proof_refusal = refusal  # type: ignore[attr-defined]
    request.proof_of = (act.kind, getattr(act, "parent_id", None))  # type: ignore[attr-defined]
    return refusal
