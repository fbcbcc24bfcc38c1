# SPDX-License-Identifier: EUPL-1.2
"""M8: who stands in for whom in the officer's municipality: naming a deputy, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from backend.faces.pages import office, places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage_staff import ROLES
from backend.faces.pages.people import account_of
from backend.region.accounts.deputies import end_deputy, name_deputy
from backend.region.accounts.permissions import may_administer, require_may_stand_in
from backend.region.accounts.selectors import rights_of
from backend.region.accounts.standing_in import KINDS, deputies, members_of

if TYPE_CHECKING:
    from backend.region.accounts.models import Account
    from backend.region.places.models import Municipality


def _day(label: Any, hint: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=widget,
        error_messages={"invalid": _("Choose a day.")},
    )


class DeputyForm(forms.Form):
    """Whose work, which, who stands in, and when."""

    account = forms.TypedChoiceField(label=_("Whose work?"), coerce=int, empty_value=None, required=False)
    kind = forms.ChoiceField(label=_("Which work?"), required=False, widget=forms.RadioSelect)
    deputy = forms.TypedChoiceField(label=_("Who stands in?"), coerce=int, empty_value=None, required=False)
    first_day = _day(_("First day"), _("Leave both days empty for somebody who always stands in when work is late."))
    last_day = _day(_("Last day"), "")

    def __init__(self, account: Account, municipality: Municipality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rights, is_admin = rights_of(account), may_administer(account, municipality.pk)
        kinds = [kind for kind in KINDS if rights.has(kind, municipality.pk)]
        names = {one.pk: one.pseudonym for kind in KINDS for one in members_of(municipality.pk, kind)}
        people = sorted(names.items(), key=lambda one: one[1].casefold())
        self.fields["kind"].choices = [(kind, ROLES[kind][0]) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial = kinds[0] if kinds else ""
        nobody = [("", _("Choose a colleague"))]
        others = people if is_admin else [one for one in people if one[0] != account.pk]
        self.fields["deputy"].choices = [*nobody, *others]  # type: ignore[attr-defined]
        if is_admin:
            self.fields["account"].choices = [("", _("My own")), *people]  # type: ignore[attr-defined]
        else:
            del self.fields["account"]


@require_http_methods(["GET", "HEAD", "POST"])
def manage_deputies(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom; POST names a deputy."""
    account, municipality = account_of(request), office.here(request)
    require_may_stand_in(account, municipality.pk)
    form, status = DeputyForm(account, municipality, request.POST or None), 200
    if request.method == "POST":
        named, status = carry_out(form, lambda typed: _name(account, municipality, typed))
        if named is not None:
            words = gettext("%(name)s stands in, and is told by letter.") % {"name": named.deputy.pseudonym}
            messages.success(request, words)
            return redirect("manage_deputies")
    return render(request, "manage/deputies.html", _context(account, municipality, form), status=status)


@require_POST
def end(request: HttpRequest, deputyship_id: int) -> HttpResponse:
    """End it."""
    end_deputy(by=account_of(request), deputyship_id=deputyship_id)
    messages.success(request, gettext("This colleague no longer stands in."))
    return redirect("manage_deputies")


def _name(account: Account, municipality: Municipality, typed: dict[str, Any]) -> Any:
    return name_deputy(
        by=account,
        account_id=typed.get("account"),
        deputy_id=typed["deputy"],
        kind=typed["kind"],
        municipality=municipality,
        first_day=typed["first_day"],
        last_day=typed["last_day"],
    )


def _context(account: Account, municipality: Municipality, form: DeputyForm) -> dict[str, Any]:
    is_admin = may_administer(account, municipality.pk)
    named = [
        (one, ROLES[one.kind][0], is_admin or account.pk in {one.account_id, one.deputy_id})
        for one in deputies(municipality.pk)
    ]
    return {"form": form, "named": named, "municipality": places.name_of(municipality)}
