# SPDX-License-Identifier: EUPL-1.2
"""The versions of an idea, with what each change took out and put in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.faces.pages.paging import page_of
from backend.faces.pages.people import viewer_of
from backend.participation.ideas.selectors import idea_by_id
from backend.participation.ideas.versions import change_count, changes_of

_CHANGES = 5


@require_safe
def versions(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The changes of an idea, the latest first."""
    idea = idea_by_id(idea_id, viewer=viewer_of(request))
    page = page_of(request.GET.get("page"), change_count(idea), _CHANGES)
    context = {"idea": idea, "page": page, "changes": changes_of(idea, first=page.first, most=_CHANGES)}
    return render(request, "ideas/versions.html", context)
