# SPDX-License-Identifier: EUPL-1.2
"""Act first, identify last: an act that needs a person is kept, and leads to the page that asks who it is."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from backend.common.errors import NotFound, SignInFirst
from backend.common.text import in_language
from backend.faces.pages import wording
from backend.faces.pages.errors import ActKept, came_from
from backend.ledger.events.event import Channel
from backend.participation.assistance.acts import PendingAct, ProposeIdea, SupportIdea, ThankForComment, WriteComment
from backend.participation.assistance.selectors import Kept, kept_acts
from backend.participation.assistance.services import forget_act, forget_support, keep_act
from backend.participation.campaigns.conditions import condition_of
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.discussion.selectors import comment_alone
from backend.participation.ideas.selectors import idea_alone
from backend.participation.notifications.acts import FollowCampaign, FollowDistrict, FollowIdea
from backend.participation.notifications.services import district_called
from backend.participation.participants.errors import IdentificationNeeded

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign

FOLLOWING = (FollowCampaign, FollowIdea, FollowDistrict)
"""Acts that take no part in a campaign: an account is enough."""
_SESSION_KEY = "kept_acts"
_TYPED = {"code", "register"}
"""Identifiers that are typed on a page of ours."""


@contextlib.contextmanager
def kept_until_identified(request: HttpRequest, act: PendingAct) -> Iterator[None]:
    """Carry out an act inside: where too little is known of the person it is kept, and ActKept raised.

    Raises what would be refused of anybody, so that a form shows it before somebody signs in for nothing.
    """
    try:
        yield
    except (SignInFirst, IdentificationNeeded) as needed:
        keep(request, act)
        raise ActKept(_way_of(act, needed, came_from(request))) from needed


def keep(request: HttpRequest, act: PendingAct) -> None:
    """Keep an act in this browser until its person is identified. Raises what would be refused of anybody."""
    keep_act(key=_new_key(request), act=act, page=came_from(request), channel=channel_of(request))
    request.__dict__.pop("waiting_acts", None)


def channel_of(request: HttpRequest) -> Channel:
    """Through what an act of this request comes: the web, or a kiosk."""
    return "kiosk" if getattr(request, "kiosk", None) else "web"


def way_to_identify(needed: SignInFirst | IdentificationNeeded, page: str) -> str:
    """The page on which somebody says who they are, and from there back to `page`."""
    if isinstance(needed, IdentificationNeeded):
        return _proof_page(str(needed.details["campaign"]), page)
    return f"{reverse('account_login')}?{urlencode({'next': page}, safe='/')}"


def _way_of(act: PendingAct, needed: SignInFirst | IdentificationNeeded, page: str) -> str:
    """Where the campaign asks for a code or a register's number, that one form is enough: no signing in before it."""
    campaign = None if isinstance(act, FOLLOWING) else campaign_of(act)
    if campaign is not None and condition_of(campaign, act.kind).who in _TYPED:
        return _proof_page(campaign.slug, page)
    return way_to_identify(needed, page)


def _proof_page(campaign_slug: str, page: str) -> str:
    back = f"{reverse('kept')}?{urlencode({'next': page}, safe='/')}"
    return f"{reverse('identify', args=[campaign_slug])}?{urlencode({'next': back})}"


def campaign_of(act: PendingAct) -> Campaign:
    """The campaign in which an act would be done; raises NotFound."""
    if isinstance(act, ProposeIdea):
        return campaign_alone(act.campaign_slug)
    if isinstance(act, ThankForComment):
        return comment_alone(act.comment_id).idea.campaign
    if isinstance(act, SupportIdea | WriteComment):
        return idea_alone(act.idea_id).campaign
    raise NotFound


def after_sign_in(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer to signing in; where something is kept, it is carried out on the way."""
    if isinstance(answer, HttpResponseRedirect) and key_of(request):
        answer["Location"] = f"{reverse('kept')}?{urlencode({'next': answer.url}, safe='/')}"
    return answer


def counted_as(request: HttpRequest) -> str:
    """As what tries of this request are counted instead of its address; "" where there is nothing else."""
    kiosk = getattr(request, "kiosk", None)
    return f"kiosk {kiosk.id}" if kiosk else ""


def key_of(request: HttpRequest) -> str:
    """The key under which this browser's acts are kept, or ""; it goes along when the session's own key changes."""
    key = request.session.get(_SESSION_KEY, "")
    return key if isinstance(key, str) else ""


def _new_key(request: HttpRequest) -> str:
    key = key_of(request) or secrets.token_urlsafe(24)
    request.session[_SESSION_KEY] = key
    return key


def waiting_acts(request: HttpRequest) -> list[Kept]:
    """What this browser keeps; asked once a request, and not at all where nothing was ever kept."""
    known: list[Kept] | None = getattr(request, "waiting_acts", None)
    if known is None:
        known = kept_acts(key_of(request))
        request.waiting_acts = known  # type: ignore[attr-defined]
    return known


def waiting_act(request: HttpRequest, kept_id: str | int | None) -> Kept | None:
    """One act that this browser keeps, by the number in an address."""
    wanted = str(kept_id or "")
    return next((kept for kept in waiting_acts(request) if str(kept.id) == wanted), None) if wanted else None


def stop_waiting(request: HttpRequest, kept_id: str | int | None) -> None:
    """Forget one kept act."""
    kept = waiting_act(request, kept_id)
    if kept is not None:
        forget_act(key=key_of(request), kept_id=kept.id)


def stop_waiting_to_support(request: HttpRequest, idea_id: int) -> bool:
    """Undo a support that was only kept; whether there was one."""
    key = key_of(request)
    return bool(key) and forget_support(key=key, act=SupportIdea(idea_id=idea_id))


@dataclass(frozen=True)
class Waiting:
    """A kept act as words: what it is, and what was typed."""

    id: int
    words: str
    typed: str


def shown_waiting(request: HttpRequest) -> list[Waiting]:
    """What this browser keeps, to be shown before its person is identified."""
    return [Waiting(kept.id, words_of(kept.act), _typed(kept.act)) for kept in waiting_acts(request)]


def words_of(act: PendingAct) -> str:
    """Such as "Your support for the idea “Laituri rantaan” is kept. It is not counted yet."."""
    if isinstance(act, SupportIdea):
        title = title_of(act.idea_id)
        if act.taken_back:
            return gettext("Taking back your support of the idea “%(title)s” is kept. It is not done yet.") % {
                "title": title
            }
        return gettext("Your support for the idea “%(title)s” is kept. It is not counted yet.") % {"title": title}
    if isinstance(act, ProposeIdea):
        title = str(act.draft.get("title", ""))
        return gettext("Your idea “%(title)s” is kept. It is not published yet.") % {"title": title}
    if isinstance(act, WriteComment):
        return gettext("Your comment on the idea “%(title)s” is kept. It is not published yet.") % {
            "title": title_of(act.idea_id)
        }
    return _words_of_courtesy(act)


def _words_of_courtesy(act: PendingAct) -> str:
    if isinstance(act, FOLLOWING):
        return gettext("Following “%(name)s” is kept. It is not done yet.") % {"name": followed_name(act)}
    if isinstance(act, ThankForComment):
        return gettext("Your thanks for a comment are kept. They are not counted yet.")
    return gettext("What you did is kept. It is not counted yet.")


def followed_name(act: PendingAct) -> str:
    """What an act would follow, by its name; "" where it is not there any more."""
    try:
        if isinstance(act, FollowIdea):
            return idea_alone(act.idea_id).title
        if isinstance(act, FollowCampaign):
            return in_language(campaign_alone(act.slug).title, wording.language())
        if isinstance(act, FollowDistrict):
            return in_language(district_called(act.municipality, act.district).name, wording.language())
    except NotFound:
        pass
    return ""


def title_of(idea_id: int) -> str:
    """An idea's title; "" where it is not there any more."""
    try:
        return idea_alone(idea_id).title
    except NotFound:
        return ""


def _typed(act: PendingAct) -> str:
    if isinstance(act, WriteComment):
        return act.text
    return str(act.draft.get("text", "")) if isinstance(act, ProposeIdea) else ""
