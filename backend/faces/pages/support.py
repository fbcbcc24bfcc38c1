# SPDX-License-Identifier: EUPL-1.2
"""R5: support in place: an ordinary form that htmx answers with the control alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from backend.common.errors import NotFound, Refused
from backend.faces.pages.errors import came_from
from backend.faces.pages.ideas_shown import shown_idea
from backend.faces.pages.people import account_of
from backend.faces.pages.waiting import channel_of, kept_until_identified, stop_waiting_to_support
from backend.participation.assistance.acts import SupportIdea
from backend.participation.supports.services import support_idea, withdraw_support


@require_POST
def support(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Give a support or take it back (`action`); signed out, it is kept until one is identified."""
    takes_back = request.POST.get("action") == "withdraw"
    try:
        if not (takes_back and stop_waiting_to_support(request, idea_id)):
            _act(request, idea_id, takes_back)
    except Refused as refusal:
        if not request.headers.get("HX-Request") or isinstance(refusal, NotFound):
            raise
        return _control(request, idea_id, refusal)
    if request.headers.get("HX-Request"):
        return _control(request, idea_id, None)
    return redirect(f"{came_from(request)}#idea-{idea_id}")


def _act(request: HttpRequest, idea_id: int, takes_back: bool) -> None:
    act = withdraw_support if takes_back else support_idea
    with kept_until_identified(request, SupportIdea(idea_id=idea_id, taken_back=takes_back)):
        act(by=account_of(request), idea_id=idea_id, channel=channel_of(request))


def _control(request: HttpRequest, idea_id: int, refusal: Refused | None) -> HttpResponse:
    shown = shown_idea(request, idea_id)
    context = {
        "idea": shown.idea,
        "can_support": shown.can_support,
        "refusal": refusal,
        "shape": "page" if request.POST.get("shape") == "page" else "card",
    }
    return render(request, "partials/support.html", context, status=refusal.status if refusal else 200)
