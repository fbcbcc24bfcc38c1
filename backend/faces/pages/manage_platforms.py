# SPDX-License-Identifier: EUPL-1.2
"""A platform of the officer's municipality: what is said of it, in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from backend.faces.pages import places
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of
from backend.faces.pages.pilot_forms import PlatformForm
from backend.region.programme.permissions import require_may_lead
from backend.region.programme.platforms import change_platform
from backend.region.programme.showcase import platform_by_id

if TYPE_CHECKING:
    from backend.region.accounts.models import Account
    from backend.region.programme.models import Platform


@require_http_methods(["GET", "HEAD", "POST"])
def manage_platform(request: HttpRequest, platform_id: int) -> HttpResponse:
    """The form with what is said now; POST changes it."""
    account, platform = account_of(request), platform_by_id(platform_id)
    require_may_lead(account, platform.municipality_id)
    form, status = PlatformForm(request.POST or None, initial=_said(platform)), 200
    if request.method == "POST":
        changed, status = carry_out(form, lambda typed: _change(account, platform_id, form, typed))
        if changed is not None:
            messages.success(request, gettext("Saved. The platform stands so on the showcase."))
            return redirect("manage_pilots")
    context = {"form": form, "platform": platform, "municipality": places.name_of(platform.municipality)}
    return render(request, "manage/platform.html", context, status=status)


def _change(account: Account, platform_id: int, form: PlatformForm, typed: dict[str, Any]) -> Platform:
    return change_platform(
        by=account,
        platform_id=platform_id,
        spearhead=typed["spearhead"],
        name=form.written("name"),
        description=form.written("description"),
    )


def _said(platform: Platform) -> dict[str, Any]:
    names = {f"name_{language}": text for language, text in platform.name.items()}
    texts = {f"description_{language}": text for language, text in platform.description.items()}
    return {"spearhead": platform.spearhead.slug, **names, **texts}
