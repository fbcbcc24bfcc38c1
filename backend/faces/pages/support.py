# SPDX-License-Identifier: EUPL-1.2
"""R5: support in place: an ordinary form that htmx answers with the control alone, with the field for a code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from backend.common.errors import NotFound, Refused
from backend.faces.pages.errors import ActKept, came_from
from backend.faces.pages.ideas_shown import shown_idea
from backend.faces.pages.identify import prove_again
from backend.faces.pages.proving import asks_proof, do_or_keep, is_newcomer, page_anew, refuses_proof
from backend.faces.pages.waiting import channel_of, keep, stop_waiting_to_support
from backend.participation.assistance.acts import SupportIdea
from backend.participation.ideas.selectors import idea_alone
from backend.participation.supports.services import support_idea, withdraw_support


@require_POST
def support(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Give a support or take it back (`action`); signed out, it is kept until one is identified."""
    takes_back = request.POST.get("action") == "withdraw"
    act = SupportIdea(idea_id=idea_id, taken_back=takes_back)
    try:
        if not (takes_back and stop_waiting_to_support(request, idea_id)):
            _act(request, act)
    except (Refused, ActKept) as stopped:
        return _stopped(request, act, stopped)
    if not request.headers.get("HX-Request"):
        return redirect(f"{came_from(request)}#idea-{idea_id}")
    return page_anew(request) if is_newcomer(request) else _control(request, idea_id, None)


def _act(request: HttpRequest, act: SupportIdea) -> None:
    do = withdraw_support if act.taken_back else support_idea
    do_or_keep(request, act, lambda by: do(by=by, idea_id=act.idea_id, channel=channel_of(request)))
    stop_waiting_to_support(request, act.idea_id)


def _stopped(request: HttpRequest, act: SupportIdea, stopped: Refused | ActKept) -> HttpResponse:
    """Not done: the reason beside the button, or the page that asks who one is, with the act kept."""
    in_place = bool(request.headers.get("HX-Request"))
    if isinstance(stopped, ActKept):
        if not in_place or not _asks_here(request, act.idea_id):
            raise stopped
        return _control(request, act.idea_id, None)
    if isinstance(stopped, NotFound) or (not in_place and not refuses_proof(request)):
        raise stopped
    if in_place:
        return _control(request, act.idea_id, stopped)
    keep(request, act)
    return prove_again(request, idea_alone(act.idea_id).campaign, stopped)


def _asks_here(request: HttpRequest, idea_id: int) -> bool:
    """Whether the control itself has the field by which one is identified."""
    return asks_proof(request, idea_alone(idea_id).campaign, "support")


def _control(request: HttpRequest, idea_id: int, refusal: Refused | None) -> HttpResponse:
    shown = shown_idea(request, idea_id)
    context = {
        "idea": shown.idea,
        "can_support": shown.can_support,
        "refusal": None if refuses_proof(request) else refusal,
        "shape": "page" if request.POST.get("shape") == "page" else "card",
    }
    return render(request, "partials/support.html", context, status=refusal.status if refusal else 200)
