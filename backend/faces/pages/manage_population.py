# SPDX-License-Identifier: EUPL-1.2
"""Population by reference date: what is loaded, by whom, and a file of it by the region's admins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backend.common.errors import InvalidInput, MayNot
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage_reference import ReferenceForm
from backend.faces.pages.people import account_of
from backend.region.accounts.permissions import may_administer, require_may_administer
from backend.region.accounts.selectors import rights_of
from backend.region.municipalities.population import import_population
from backend.region.municipalities.selectors import populations

if TYPE_CHECKING:
    from backend.region.accounts.models import Account
    from backend.region.places.models import PopulationDataset


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def manage_population(request: HttpRequest) -> HttpResponse:
    """For all staff; POST stores a file."""
    account = account_of(request)
    if not rights_of(account).is_staff:
        raise MayNot
    form, status = ReferenceForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        require_may_administer(account, None)
        stored, status = carry_out(form, lambda typed: _store(account, typed))
        if stored is not None:
            messages.success(request, gettext("The population figures are stored."))
            return redirect("manage_population")
    context = {"form": form, "rows": populations(), "may_load": may_administer(account, None)}
    return render(request, "manage/population.html", context, status=status)


def _store(account: Account, typed: dict[str, Any]) -> PopulationDataset:
    missing = {}
    if not typed["file"]:
        missing["file"] = gettext("Choose a file.")
    if not typed["reference_date"]:
        missing["reference_date"] = gettext("Say as of which day the figures are.")
    if missing:
        raise InvalidInput(fields=missing)
    return import_population(by=account, **{**typed, "file": typed["file"].read()})
