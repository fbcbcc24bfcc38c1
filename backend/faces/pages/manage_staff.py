# SPDX-License-Identifier: EUPL-1.2
"""M8: who works for a municipality, inviting people, and giving and taking roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.common.errors import MayNot, NotFound
from backend.faces.pages import office
from backend.faces.pages.forms import carry_out
from backend.faces.pages.kept import forget
from backend.faces.pages.people import account_of
from backend.faces.pages.places import chosen, name_of
from backend.region.accounts.invitations import (
    accept_staff_invitation,
    invite_staff,
    invited,
    open_invitations,
    revoke_staff_invitation,
)
from backend.region.accounts.permissions import may_administer
from backend.region.accounts.staff import KINDS, give_staff_role, read_staff, take_staff_role

if TYPE_CHECKING:
    from backend.region.accounts.models import Account, StaffInvitation
    from backend.region.places.models import Municipality

REGION = "region"
ROLES = {
    "organiser": (_("Organiser"), _("Makes campaigns, answers ideas, serves at the desk.")),
    "moderator": (_("Moderator"), _("Handles notices and decides what stays.")),
    "evaluator": (_("Evaluator"), _("Reads statistics and makes datasets.")),
    "admin": (_("Admin"), _("All of these, and decides about people, look and texts.")),
}


class InviteForm(forms.Form):
    """Whom, to what, in which language."""

    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(kind, ROLES[kind][0]) for kind in KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
        initial="fi",
        required=False,
        widget=forms.RadioSelect,
    )


@require_safe
def staff_here(request: HttpRequest) -> HttpResponse:
    """To the people of the municipality whose work is shown, or of the first of which one is an admin."""
    account, shown = account_of(request), office.here(request)
    places = [one.slug for one in (shown, *office.offices(request)) if may_administer(account, one.pk)]
    if not places:
        raise MayNot
    return redirect("staff", places[0])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def staff(request: HttpRequest, place: str) -> HttpResponse:
    """The staff and the open invitations; POST invites somebody."""
    account, municipality = account_of(request), place_of(place)
    show_work_of(request, municipality)
    form, status = InviteForm(request.POST or None), 200
    if request.method == "POST":
        made, status = carry_out(form, lambda typed: invite_staff(by=account, municipality=municipality, **typed))
        if made is not None:
            words = gettext("The invitation is on its way to %(email)s.") % {"email": made.email}
            messages.success(request, words)
            return redirect("staff", place)
    context = {"form": form, **_context(account, place, municipality)}
    return render(request, "manage/staff/people.html", context, status=status)


def _context(account: Account, place: str, municipality: Municipality | None) -> dict[str, Any]:
    members = read_staff(by=account, municipality=municipality)
    rows = []
    for member in members:
        held = {role.kind for role in member.roles}
        others = [(kind, ROLES[kind][0]) for kind in KINDS if kind not in held]
        rows.append((member, [(role, ROLES[role.kind][0]) for role in member.roles], others))
    return {
        "place": place,
        "sees_region": may_administer(account, None),
        "place_name": name_of(municipality) if municipality else gettext("The whole region"),
        "rows": rows,
        "roles": list(ROLES.values()),
        "invitations": [(one, _named(one.kinds)) for one in open_invitations(municipality)],
    }


@require_POST
def give(request: HttpRequest, place: str, account_id: int) -> HttpResponse:
    """Give one more role to a member of staff."""
    kind, municipality = request.POST.get("kind", ""), place_of(place)
    give_staff_role(by=account_of(request), account_id=account_id, kind=kind, municipality=municipality)
    return _changed(request, place, account_id, gettext("The role is given. The person is told by letter."))


@require_POST
def take(request: HttpRequest, place: str, role_id: int) -> HttpResponse:
    """Take a role away."""
    role = take_staff_role(by=account_of(request), role_id=role_id)
    return _changed(request, place, role.account_id, gettext("The role has ended. The person is told by letter."))


@require_POST
def revoke(request: HttpRequest, place: str, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    revoke_staff_invitation(by=account_of(request), invitation_id=invitation_id)
    messages.success(request, gettext("The invitation is taken back. Its link opens nothing any more."))
    return redirect("staff", place)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to; POST takes the roles on, for which one signs in and comes back."""
    if request.method == "POST":
        account = account_of(request)
        accept_staff_invitation(by=account, token=token)
        forget(f"is-staff:{account.pk}")
        messages.success(request, gettext("Welcome. Your roles are in force."))
        return redirect("manage")
    found = invited(token)
    return render(request, "manage/staff/invitation.html", {**_invited(found), "token": token})


def _invited(found: StaffInvitation) -> dict[str, Any]:
    return {
        "place_name": name_of(found.municipality) if found.municipality else gettext("The whole region"),
        "roles": [ROLES[kind] for kind in found.kinds],
        "inviter": found.invited_by.pseudonym if found.invited_by else "",
        "expires_at": found.expires_at,
    }


def _changed(request: HttpRequest, place: str, account_id: int, words: str) -> HttpResponse:
    forget(f"is-staff:{account_id}")
    messages.success(request, words)
    return redirect("staff", place)


def _named(kinds: list[str]) -> str:
    return ", ".join(str(ROLES[kind][0]) for kind in kinds)


def place_of(place: str) -> Municipality | None:
    """The municipality of an address, None for the region's own; raises NotFound."""
    found = chosen(place)
    if found is None and place != REGION:
        raise NotFound
    return found


def show_work_of(request: HttpRequest, municipality: Municipality | None) -> None:
    """The officer's menu is of this municipality from now on."""
    if municipality is not None:
        office.work_in(request, municipality.pk)
