# SPDX-License-Identifier: EUPL-1.2
"""M5, plain: the municipality's official answer to an idea, in every language that its campaign needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.common.errors import NotFound
from backend.faces.pages.answers import status_meaning, status_tag
from backend.faces.pages.forms import carry_out
from backend.faces.pages.people import account_of, viewer_of
from backend.faces.pages.wording import LANGUAGE_NAMES
from backend.participation.campaigns.permissions import require_may_organise
from backend.participation.campaigns.rules import languages_needed
from backend.participation.handling.answering import give_answer
from backend.participation.ideas.selectors import answer_to, answer_versions, idea_by_id

if TYPE_CHECKING:
    from backend.participation.ideas.models import Answer, Idea
    from backend.region.accounts.models import Account

_STATUSES = ("investigating", "accepted", "declined", "done")


class AnswerForm(forms.Form):
    """What becomes of the idea, which office says so, and why."""

    status = forms.ChoiceField(label=_("What happens to the idea?"), required=False, widget=forms.RadioSelect)

    def __init__(self, languages: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        status = self.fields["status"]
        if isinstance(status, forms.ChoiceField):
            status.choices = [(one, f"{status_tag(one).words}: {status_meaning(one)}") for one in _STATUSES]
        for language in languages:
            line = forms.TextInput(attrs={"maxlength": 120, "lang": language})
            area = forms.Textarea(attrs={"rows": 6, "maxlength": 5000, "lang": language})
            name = LANGUAGE_NAMES[language]
            self.fields[f"office_{language}"] = forms.CharField(label=name, required=False, widget=line)
            self.fields[f"text_{language}"] = forms.CharField(label=name, required=False, widget=area)

    def offices(self) -> list[BoundField]:
        """The office, one field for each language."""
        return [self[f"office_{language}"] for language in self.languages]

    def texts(self) -> list[BoundField]:
        """The answer, one field for each language."""
        return [self[f"text_{language}"] for language in self.languages]


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The officer's form; POST gives the answer, or replaces it."""
    account = account_of(request)
    idea = idea_by_id(idea_id, viewer=account)
    require_may_organise(account, idea.campaign.municipality_id)
    form, status = AnswerForm(languages_needed(idea.campaign), request.POST or None, initial=_said(idea)), 200
    if request.method == "POST":
        given, status = carry_out(form, lambda typed: _give(account, idea_id, typed, form.languages))
        if given is not None:
            messages.success(request, gettext("The answer is public."), extra_tags=f"answer-{idea_id}")
            return redirect("idea", idea_id)
    return render(request, "ideas/answer_form.html", {"form": form, "idea": idea}, status=status)


@require_safe
def versions(request: HttpRequest, idea_id: int) -> HttpResponse:
    """What the answer says now, and what it said before."""
    idea = idea_by_id(idea_id, viewer=viewer_of(request))
    now = answer_to(idea)
    if now is None:
        raise NotFound
    said = [(now, status_tag(now.status)), *((one, status_tag(one.status)) for one in reversed(answer_versions(idea)))]
    return render(request, "ideas/answer_versions.html", {"idea": idea, "said": said})


def _said(idea: Idea) -> dict[str, Any]:
    """What the form starts with: what was answered before."""
    given = answer_to(idea)
    if given is None:
        return {}
    offices = {f"office_{language}": text for language, text in given.office.items()}
    return {"status": given.status, **offices, **{f"text_{language}": text for language, text in given.text.items()}}


def _give(account: Account, idea_id: int, typed: dict[str, Any], languages: list[str]) -> Answer:
    return give_answer(
        by=account,
        idea_id=idea_id,
        status=typed["status"],
        office={language: typed[f"office_{language}"] for language in languages},
        text={language: typed[f"text_{language}"] for language in languages},
    )
