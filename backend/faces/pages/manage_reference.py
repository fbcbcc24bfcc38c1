# SPDX-License-Identifier: EUPL-1.2
"""Reference data of the indicators: what there is, and bringing a file of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from backend.common.errors import InvalidInput
from backend.faces.pages import wording
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of
from backend.insight.evaluation.errors import SheetNotValid
from backend.insight.evaluation.permissions import require_may_import
from backend.insight.evaluation.reference.selectors import KINDS, imports_of, kind_called, latest_imports
from backend.insight.evaluation.reference.services import import_reference

if TYPE_CHECKING:
    from backend.insight.evaluation.models import ReferenceImport
    from backend.region.accounts.models import Account

_LISTED = 20
_FAULTS = 100


class ReferenceForm(forms.Form):
    """A file and where it comes from."""

    file = forms.FileField(
        label=_("File (CSV)"),
        help_text=_("The first line names the columns. A line that is there already is brought up to date."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    source = forms.CharField(
        label=_("Where do the figures come from?"), required=False, widget=forms.TextInput(attrs={"maxlength": 200})
    )
    licence = forms.CharField(
        label=_("Licence"),
        help_text=_("Under which licence the figures may be used, as CC BY 4.0."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 100}),
    )
    reference_date = forms.DateField(
        label=_("As of which day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    synthetic = forms.BooleanField(label=_("The figures are made up for a demonstration"), required=False)


@require_safe
@never_cache
def reference_list(request: HttpRequest) -> HttpResponse:
    """The kinds, each with the file that was stored last."""
    require_may_import(account_of(request))
    latest = latest_imports()
    return render(
        request, "manage/reference.html", {"rows": [(kind, latest.get(slug)) for slug, kind in KINDS.items()]}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reference_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: its columns, its files, and the form by which one is brought."""
    account = account_of(request)
    require_may_import(account)
    form, faults = ReferenceForm(request.POST or None, request.FILES or None), list[Any]()
    done, status = None, 200
    if request.method == "POST":
        done, status = carry_out(form, lambda typed: _store(account, kind, typed, faults))
    if done is not None:
        messages.success(request, _done_words(done))
        return redirect("reference_kind", kind)
    return render(request, "manage/reference_kind.html", _shown(kind, form, faults), status=status)


def _store(account: Account, kind: str, typed: dict[str, Any], faults: list[Any]) -> ReferenceImport:
    """Store the file; the cells that are wrong are put into `faults`, beside the form."""
    if not typed["file"]:
        raise InvalidInput(fields={"file": _("Choose a file.")})
    if not typed["reference_date"]:
        raise InvalidInput(fields={"reference_date": _("Say as of which day the figures are.")})
    try:
        return import_reference(by=account, kind=kind, **{**typed, "file": typed["file"].read()})
    except SheetNotValid as refusal:
        faults.extend(refusal.faults)
        refusal.fields = {}
        raise


def _shown(kind: str, form: ReferenceForm, faults: list[Any]) -> dict[str, Any]:
    return {
        "kind": kind_called(kind),
        "form": form,
        "faults": faults[:_FAULTS],
        "more_faults": max(len(faults) - _FAULTS, 0),
        "imports": imports_of(kind)[:_LISTED],
    }


def _done_words(done: ReferenceImport) -> str:
    return gettext("The file is stored: %(added)s new lines, %(changed)s changed, %(same)s as before.") % {
        "added": wording.number(done.added),
        "changed": wording.number(done.changed),
        "same": wording.number(done.same),
    }
