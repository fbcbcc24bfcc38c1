# SPDX-License-Identifier: EUPL-1.2
"""What somebody is asked and has not answered: invitations and requests, in the inbox and on M1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from backend.common.text import in_language
from backend.faces.pages import places, wording
from backend.faces.pages.kept import forget
from backend.faces.pages.manage_staff import ROLES
from backend.faces.pages.people import account_of
from backend.participation.campaigns.partners import invited_to
from backend.participation.campaigns.permissions import may_organise
from backend.region.accounts.invitations import accept_own_invitation, decline_own_invitation, invitations_to
from backend.region.programme.selectors import own_requests, requests_waiting

if TYPE_CHECKING:
    from backend.region.accounts.models import Account, StaffInvitation
    from backend.region.places.models import Municipality


@dataclass(frozen=True)
class Asked:
    """A question, and the page on which it is answered; `note` says who asks or since when."""

    words: str
    url: str
    note: str


@dataclass(frozen=True)
class Invited:
    """An invitation to work for a municipality or the region, which is answered where it stands."""

    invitation: StaffInvitation
    place: str
    roles: str
    inviter: str


def asked_of(account: Account) -> dict[str, Any]:
    """What stands in one's inbox above the notices: invitations to work, and one's own requests. Queries: 3."""
    claims, parts = own_requests(account)
    requests = [
        Asked(
            gettext("You asked to act in the name of %(organisation)s.") % {"organisation": _said(one.actor.name)},
            reverse("organisations"),
            wording.day(one.made_at, year=True),
        )
        for one in claims
    ]
    requests += [
        Asked(
            gettext("You asked for %(organisation)s to join the pilot “%(pilot)s”.")
            % {"organisation": _said(one.actor.name), "pilot": _said(one.pilot.name)},
            reverse("pilot", args=[one.pilot_id]),
            wording.day(one.asked_at, year=True),
        )
        for one in parts
    ]
    return {"invited": [_invited(one) for one in invitations_to(account)], "requests": requests}


def asked_here(account: Account, municipality: Municipality) -> list[Asked]:
    """What others ask of the officer's municipality and organisers answer. Queries: 3."""
    if not may_organise(account, municipality.pk):
        return []
    found = [
        Asked(
            gettext("Hold the campaign “%(campaign)s” together?") % {"campaign": _said(one.campaign.title)},
            reverse("manage_partners", args=[one.campaign.slug]),
            places.name_of(one.campaign.municipality),
        )
        for one in invited_to(municipality.pk)
    ]
    claims, parts = requests_waiting(municipality.pk)
    if claims:
        words = ngettext(
            "%(n)s person asks to act for an organisation", "%(n)s people ask to act for an organisation", claims
        )
        found.append(Asked(words % {"n": claims}, reverse("manage_organisations"), ""))
    return found + [
        Asked(
            gettext("%(organisation)s asks to join a pilot") % {"organisation": _said(one.actor.name)},
            reverse("manage_pilot", args=[one.pilot_id]),
            _said(one.pilot.name),
        )
        for one in parts
    ]


@require_POST
def answer_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take the roles on, or say no (`answer`)."""
    account = account_of(request)
    if request.POST.get("answer") == "accept":
        accept_own_invitation(by=account, invitation_id=invitation_id)
        forget(f"is-staff:{account.pk}")
        messages.success(request, gettext("Welcome. Your roles are in force."))
        return redirect("manage")
    decline_own_invitation(by=account, invitation_id=invitation_id)
    messages.success(request, gettext("You said no. The invitation has ended."))
    return redirect("notices")


def _invited(one: StaffInvitation) -> Invited:
    place = places.name_of(one.municipality) if one.municipality else gettext("The whole region")
    roles = ", ".join(str(ROLES[kind][0]) for kind in one.kinds)
    return Invited(one, place, roles, one.invited_by.pseudonym if one.invited_by else "")


def _said(text: dict[str, str]) -> str:
    return in_language(text, wording.language())
