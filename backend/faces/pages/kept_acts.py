# SPDX-License-Identifier: EUPL-1.2
"""What becomes of kept acts when their person is known: carried out, and the result shown where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.faces.pages.kept import forget
from backend.faces.pages.people import account_of
from backend.faces.pages.waiting import (
    FOLLOWING,
    channel_of,
    followed_name,
    key_of,
    stop_waiting,
    title_of,
    waiting_act,
    way_to_identify,
)
from backend.participation.assistance.acts import (
    Done,
    PendingAct,
    ProposeIdea,
    SupportIdea,
    ThankForComment,
    WriteComment,
)
from backend.participation.assistance.errors import NothingKept
from backend.participation.assistance.services import Outcome, carry_out_kept, release_and_carry_out
from backend.participation.ideas.selectors import idea_alone
from backend.participation.participants.errors import IdentificationNeeded
from backend.participation.participants.selectors import participant_id_of
from backend.participation.supports.selectors import supports_of_account

if TYPE_CHECKING:
    from backend.participation.assistance.selectors import Kept
    from backend.participation.supports.models import Support
    from backend.region.accounts.models import Account

RESULT = "#result"
"""The messages of a page: the browser puts the focus there, so that a screen reader begins with them."""


@require_safe
@never_cache
def kept(request: HttpRequest) -> HttpResponse:
    """After identification: carry out what was kept, once, and go back to where it was done."""
    account = account_of(request)
    outcomes = carry_out_kept(by=account, key=key_of(request), channel=channel_of(request)) if key_of(request) else []
    pages = [_tell(request, outcome) for outcome in outcomes]
    waiting = [
        page
        for outcome, page in zip(outcomes, pages, strict=True)
        if outcome.status in {"limit", "identify", "invalid"}
    ]
    if waiting:
        return redirect(waiting[0])
    return redirect(pages[-1] if pages else _next(request))


def _tell(request: HttpRequest, outcome: Outcome) -> str:
    """Say what became of an act; the page on which one goes on."""
    if outcome.done is not None:
        return _tell_done(request, outcome, outcome.done)
    page = outcome.kept.page
    if outcome.status == "limit":
        return f"{reverse('release', args=[outcome.kept.id])}?{urlencode({'next': page}, safe='/')}"
    if isinstance(outcome.refusal, IdentificationNeeded):
        return way_to_identify(outcome.refusal, page)
    if outcome.status == "invalid" and outcome.refusal is not None:
        messages.warning(request, " ".join(map(str, outcome.refusal.fields.values())) or str(outcome.refusal))
        return _form_again(outcome)
    messages.warning(request, _refusal_words(outcome))
    return page + RESULT


def _tell_done(request: HttpRequest, outcome: Outcome, done: Done) -> str:
    act = outcome.kept.act
    if isinstance(act, FOLLOWING):
        messages.success(request, _follow_words(act, changed=done.changed))
        return outcome.kept.page + RESULT
    if done.idea_id is None:
        return outcome.kept.page + RESULT
    if isinstance(act, ProposeIdea):
        words = gettext("Thank you. A moderator reads your idea before it is shown.")
        said = words if done.waits else gettext("Your idea is published.")
        messages.success(request, said, extra_tags=f"propose-{act.campaign_slug}")
        return reverse("idea", args=[done.idea_id]) + RESULT
    if isinstance(act, WriteComment):
        forget(f"stances:{done.idea_id}")
        draft = f"reply-{act.parent_id}" if act.parent_id else f"comment-{done.idea_id}"
        words = gettext("Thank you. A moderator reads your comment before it is shown.")
        said = words if done.waits else gettext("Your comment is published.")
        messages.success(request, said, extra_tags=draft)
        return reverse("idea", args=[done.idea_id]) + RESULT
    if isinstance(act, ThankForComment):
        messages.success(request, gettext("Your thanks are counted."))
        return reverse("idea", args=[done.idea_id]) + RESULT
    messages.success(request, _support_words(act, changed=done.changed))
    return outcome.kept.page + RESULT


def _follow_words(act: PendingAct, *, changed: bool) -> str:
    name = {"name": followed_name(act)}
    if changed:
        return gettext("You follow “%(name)s” now.") % name
    return gettext("You followed “%(name)s” already.") % name


def _support_words(act: object, *, changed: bool) -> str:
    if not isinstance(act, SupportIdea):
        return gettext("Done.")
    title = {"title": title_of(act.idea_id)}
    if act.taken_back:
        if changed:
            return gettext("You have taken back your support of the idea “%(title)s”.") % title
        return gettext("You did not support the idea “%(title)s”. Nothing was changed.") % title
    if changed:
        return gettext("Your support for the idea “%(title)s” is counted.") % title
    return gettext("You had supported the idea “%(title)s” already. Your support is counted once.") % title


def _refusal_words(outcome: Outcome) -> str:
    """Why a kept act was refused; the time of identification counts."""
    if outcome.status == "closed":
        return gettext("It closed before we knew who you are, and that moment counts. Nothing was counted. %(why)s") % {
            "why": outcome.refusal
        }
    if outcome.status == "later":
        return gettext("%(why)s What you did is still kept.") % {"why": outcome.refusal}
    return gettext("Nothing was counted. %(why)s") % {"why": outcome.refusal}


def _form_again(outcome: Outcome) -> str:
    """The form in which the kept words stand, with what is wrong with them."""
    act, query = outcome.kept.act, f"?{urlencode({'kept': outcome.kept.id})}"
    if isinstance(act, ProposeIdea):
        return reverse("propose", args=[act.campaign_slug]) + query
    if isinstance(act, WriteComment):
        return reverse("idea", args=[act.idea_id]) + query
    return outcome.kept.page


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def release(request: HttpRequest, kept_id: int) -> HttpResponse:
    """At the limit: choose which support to take back for the kept one; POST does both or neither."""
    account, waiting = account_of(request), waiting_act(request, kept_id)
    if waiting is None or not isinstance(waiting.act, SupportIdea):
        raise NothingKept
    given = _given(account, waiting.act.idea_id)
    chosen = next((one for one in given if str(one.idea_id) == request.POST.get("release")), None)
    if chosen is not None:
        _release(request, account, waiting, chosen.idea_id)
        messages.success(request, _support_words(waiting.act, changed=True))
        return _go_on(waiting.page)
    nothing_chosen = request.method == "POST"
    context = {"waiting": waiting, "title": title_of(waiting.act.idea_id), "given": given, "chosen": not nothing_chosen}
    return render(request, "assistance/release.html", context, status=422 if nothing_chosen else 200)


def _release(request: HttpRequest, account: Account, waiting: Kept, idea_id: int) -> None:
    channel = channel_of(request)
    release_and_carry_out(by=account, key=key_of(request), kept_id=waiting.id, release=idea_id, channel=channel)


def _given(account: Account, idea_id: int) -> list[Support]:
    """The supports that the person gives in the campaign of an idea."""
    participant_id = participant_id_of(account, idea_alone(idea_id).campaign_id)
    return list(supports_of_account([participant_id])) if participant_id is not None else []


@require_POST
def forget_kept(request: HttpRequest, kept_id: int) -> HttpResponse:
    """Forget a kept act that one does not want any more."""
    waiting = waiting_act(request, kept_id)
    stop_waiting(request, kept_id)
    if waiting is not None:
        messages.success(request, gettext("Forgotten. Nothing was counted."))
    return redirect((waiting.page if waiting else _next(request)) + RESULT)


def _go_on(page: str) -> HttpResponse:
    """The next kept act, if there is one, and then back."""
    return redirect(f"{reverse('kept')}?{urlencode({'next': page + RESULT}, safe='/')}")


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else reverse("home")
