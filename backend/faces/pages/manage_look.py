# SPDX-License-Identifier: EUPL-1.2
"""M8: a municipality's look, texts and statement, with a preview, and the feedback that waits."""

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
from backend.common.text import LANGUAGES
from backend.faces.pages import office
from backend.faces.pages.forms import carry_out
from backend.faces.pages.manage_staff import place_of, show_work_of
from backend.faces.pages.paging import Page, page_of
from backend.faces.pages.people import account_of
from backend.faces.pages.places import name_of
from backend.faces.pages.wording import LANGUAGE_NAMES
from backend.region.accounts.permissions import may_administer, require_may_administer
from backend.region.municipalities.colours import checks
from backend.region.municipalities.selectors import look_of, overdue_feedback, statement_of
from backend.region.municipalities.services import (
    LookDraft,
    answer_feedback,
    change_look,
    change_statement,
    read_feedback,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms.boundfield import BoundField

    from backend.region.accounts.models import Account
    from backend.region.municipalities.models import Feedback, Look, Statement
    from backend.region.places.models import Municipality

TEXTS = {"name": _("Name"), "welcome": _("Welcome"), "contact": _("Contact"), "logo_alt": _("What the logo shows")}
_LONG = {"welcome", "contact"}
_ROWS = 50


def _text(field: str, language: str) -> forms.CharField:
    attributes = {"lang": language, "autocomplete": "off"}
    widget = forms.Textarea({**attributes, "rows": 3}) if field in {*_LONG, "lacking"} else forms.TextInput(attributes)
    return forms.CharField(label=LANGUAGE_NAMES[language], required=False, widget=widget)


class LookForm(forms.Form):
    """Name, colour, logo and texts."""

    brand_colour = forms.CharField(
        label=_("Brand colour"),
        help_text=_("Six digits, such as #0a5470. It is checked against light and dark pages when you save it."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 9, "autocomplete": "off"}),
    )
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG or WebP, 2 megabytes at most."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    removes_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in TEXTS:
            for language in LANGUAGES:
                self.fields[f"{field}_{language}"] = _text(field, language)

    def texts(self) -> dict[str, list[BoundField]]:
        """The fields of each text, one for each language."""
        return {field: [self[f"{field}_{language}"] for language in LANGUAGES] for field in TEXTS}

    @staticmethod
    def of(look: Look) -> dict[str, Any]:
        """What the form starts with."""
        said = {field: getattr(look, field) for field in TEXTS}
        texts = {f"{field}_{language}": said[field].get(language, "") for field in said for language in LANGUAGES}
        return {"brand_colour": look.brand_colour, **texts}

    def draft(self) -> LookDraft:
        """What was typed."""
        typed = self.cleaned_data
        logo = typed["logo"]
        return LookDraft(
            brand_colour=typed["brand_colour"],
            logo=logo.read() if logo else None,
            removes_logo=typed["removes_logo"],
            **{field: {language: typed[f"{field}_{language}"] for language in LANGUAGES} for field in TEXTS},
        )


class StatementForm(forms.Form):
    """The accessibility statement."""

    assessed_on = forms.DateField(
        label=_("When was it assessed?"),
        required=True,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    by_outsider = forms.BooleanField(label=_("Assessed by somebody outside the municipality"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            self.fields[f"lacking_{language}"] = _text("lacking", language)

    def lacking(self) -> list[BoundField]:
        """The fields of what is lacking, one for each language."""
        return [self[f"lacking_{language}"] for language in LANGUAGES]

    @staticmethod
    def of(statement: Statement | None) -> dict[str, Any]:
        """What the form starts with."""
        if statement is None:
            return {}
        texts = {f"lacking_{language}": statement.lacking.get(language, "") for language in LANGUAGES}
        return {"assessed_on": statement.assessed_on, "by_outsider": statement.by_outsider, **texts}


@require_safe
def look_here(request: HttpRequest) -> HttpResponse:
    """To the look of the municipality whose work is shown, or of the first of which one is an admin."""
    account, shown = account_of(request), office.here(request)
    places = [one.slug for one in (shown, *office.offices(request)) if may_administer(account, one.pk)]
    if not places:
        raise MayNot
    return redirect("look", places[0])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def look(request: HttpRequest, place: str) -> HttpResponse:
    """The look with its preview; POST saves it."""
    account, municipality = _administered(request, place)
    initial = LookForm.of(look_of(municipality))
    form, status = LookForm(request.POST or None, request.FILES or None, initial=initial), 200
    if request.method == "POST":
        saved, status = carry_out(form, lambda _typed: _change(account, municipality, form))
        if saved is not None:
            messages.success(request, gettext("Saved. The pages of your campaigns look so from now on."))
            return redirect("look", place)
    return render(request, "manage/look.html", {"form": form, **_context(municipality)}, status=status)


@require_POST
def statement(request: HttpRequest, place: str) -> HttpResponse:
    """Save the accessibility statement."""
    account, municipality = _administered(request, place)
    form = StatementForm(request.POST)
    saved, status = carry_out(form, lambda typed: _change_statement(account, municipality, typed))
    if saved is None:
        context = {"form": LookForm(initial=LookForm.of(look_of(municipality))), **_context(municipality)}
        return render(request, "manage/look.html", {**context, "statement_form": form}, status=status)
    messages.success(request, gettext("The statement is saved."))
    return redirect("look", place)


@never_cache
@require_safe
def feedback(request: HttpRequest, place: str) -> HttpResponse:
    """What people told the municipality, what waits longest first."""
    municipality = _municipality(place)
    given = read_feedback(by=account_of(request), municipality=municipality)
    page = page_of(request.GET.get("page"), given.count(), _ROWS)
    context = {**_feedback(municipality, given, page), "page": page}
    return render(request, "manage/feedback.html", context)


@require_POST
def answer(request: HttpRequest, place: str, feedback_id: int) -> HttpResponse:
    """Answer one."""
    account, municipality, form = account_of(request), _municipality(place), AnswerForm(request.POST)
    done, status = carry_out(form, lambda typed: answer_feedback(by=account, feedback_id=feedback_id, **typed))
    if done is None:
        given = read_feedback(by=account, municipality=municipality)
        shown = _feedback(municipality, given, page_of(request.GET.get("page"), given.count(), _ROWS))
        context = {**shown, "form": form, "wrong": feedback_id}
        return render(request, "manage/feedback.html", context, status=status)
    messages.success(request, gettext("Answered."))
    return redirect("manage_feedback", place)


class AnswerForm(forms.Form):
    """An answer to feedback."""

    answer = forms.CharField(label=_("Answer"), required=False)


def _feedback(municipality: Municipality, found: QuerySet[Feedback], page: Page) -> dict[str, Any]:
    given = list(found[page.first : page.first + _ROWS])
    return {
        "place": municipality.slug,
        "place_name": name_of(municipality),
        "waiting": [one for one in given if one.answered_at is None],
        "answered": [one for one in given if one.answered_at is not None],
    }


def _administered(request: HttpRequest, place: str) -> tuple[Account, Municipality]:
    account, municipality = account_of(request), _municipality(place)
    require_may_administer(account, municipality.pk)
    show_work_of(request, municipality)
    return account, municipality


def _municipality(place: str) -> Municipality:
    found = place_of(place)
    if found is None:
        raise NotFound
    return found


def _change(account: Account, municipality: Municipality, form: LookForm) -> Look:
    return change_look(by=account, municipality=municipality, draft=form.draft())


def _change_statement(account: Account, municipality: Municipality, typed: dict[str, Any]) -> Statement:
    lacking = {language: typed[f"lacking_{language}"] for language in LANGUAGES}
    return change_statement(
        by=account,
        municipality=municipality,
        lacking=lacking,
        assessed_on=typed["assessed_on"],
        by_outsider=typed["by_outsider"],
    )


def _context(municipality: Municipality) -> dict[str, Any]:
    saved = look_of(municipality)
    return {
        "place": municipality.slug,
        "place_name": name_of(municipality),
        "look": saved,
        "checks": checks(saved.brand_colour) if saved.brand_colour else [],
        "statement_form": StatementForm(initial=StatementForm.of(statement_of(municipality))),
        "overdue": overdue_feedback(municipality),
    }
