# SPDX-License-Identifier: EUPL-1.2
"""Following campaigns, ideas and districts: ordinary forms that htmx answers with the button alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from backend.common.text import in_language
from backend.faces.pages import places, wording
from backend.faces.pages.errors import came_from
from backend.faces.pages.people import account_of
from backend.faces.pages.waiting import kept_until_identified
from backend.participation.notifications import selectors, services
from backend.participation.notifications.acts import FollowCampaign, FollowDistrict, FollowIdea
from backend.region.accounts.selectors import Viewer
from backend.region.places.selectors import districts_by_municipality

if TYPE_CHECKING:
    from backend.faces.pages.figures import Choice
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea
    from backend.participation.notifications.models import Follow
    from backend.region.accounts.models import Account
    from backend.region.places.models import District


@dataclass(frozen=True)
class FollowShown:
    """The button: where it posts, whether one follows, and what, for screen readers."""

    url: str
    key: str
    follows: bool
    name: str = ""
    named: bool = False


@dataclass(frozen=True)
class Followed:
    """One line of what one follows."""

    title: str
    path: str
    meta: str
    button: FollowShown


def campaign_button(viewer: Viewer, campaign_id: int, slug: str) -> FollowShown:
    """The button on the page of a campaign; one query for somebody who has signed in."""
    return FollowShown(
        reverse("follow_campaign", args=[slug]),
        f"campaign-{campaign_id}",
        _asked(viewer, lambda account: selectors.follows_campaign(account, campaign_id)),
    )


def idea_button(idea_id: int, *, follows: bool) -> FollowShown:
    """The button on the page of an idea."""
    return FollowShown(reverse("follow_idea", args=[idea_id]), f"idea-{idea_id}", follows)


def district_button(district: District, *, follows: bool, named: bool = False) -> FollowShown:
    """The button beside a district, or with its name."""
    return FollowShown(
        reverse("follow_district", args=[district.municipality.slug, district.slug]),
        f"district-{district.pk}",
        follows,
        in_language(district.name, wording.language()),
        named,
    )


def chosen_district_button(
    viewer: Viewer, campaign: Campaign, districts: Iterable[Choice], slug: str
) -> FollowShown | None:
    """The button of the district by which a campaign's ideas are filtered, if by any."""
    chosen = next((one for one in districts if one.slug == slug), None)
    if chosen is None:
        return None
    return FollowShown(
        reverse("follow_district", args=[campaign.municipality.slug, chosen.slug]),
        f"district-{chosen.id}",
        _asked(viewer, lambda account: selectors.follows_district(account, chosen.id)),
        in_language(chosen.name, wording.language()),
        named=True,
    )


def _asked(viewer: Viewer, ask: Callable[[Account], bool]) -> bool:
    return bool(viewer is not None and viewer.is_authenticated and ask(viewer))


@require_POST
def follow_campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a campaign or stop (`action`)."""
    if _stops(request):
        campaign = services.unfollow_campaign(by=account_of(request), slug=slug)
    else:
        with kept_until_identified(request, FollowCampaign(slug=slug)):
            campaign = services.follow_campaign(by=account_of(request), slug=slug)
    return _answer(request, campaign_button(account_of(request), campaign.pk, campaign.slug))


@require_POST
def follow_idea(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Follow an idea or stop, also where one took part in it."""
    if _stops(request):
        services.unfollow_idea(by=account_of(request), idea_id=idea_id)
    else:
        with kept_until_identified(request, FollowIdea(idea_id=idea_id)):
            services.follow_idea(by=account_of(request), idea_id=idea_id)
    return _answer(request, idea_button(idea_id, follows=not _stops(request)))


@require_POST
def follow_district(request: HttpRequest, municipality: str, district: str) -> HttpResponse:
    """Follow a district or stop."""
    place = {"municipality": municipality, "district": district}
    if _stops(request):
        found = services.unfollow_district(by=account_of(request), **place)
    else:
        with kept_until_identified(request, FollowDistrict(**place)):
            found = services.follow_district(by=account_of(request), **place)
    named = "named" in request.POST
    return _answer(request, district_button(found, follows=not _stops(request), named=named))


@require_POST
def follow_chosen_district(request: HttpRequest) -> HttpResponse:
    """Follow the district that was chosen from the list: `municipality/district`."""
    account = account_of(request)
    municipality, _, district = request.POST.get("district", "").partition("/")
    services.follow_district(by=account, municipality=municipality, district=district)
    return redirect("follows")


def _stops(request: HttpRequest) -> bool:
    return request.POST.get("action") == "stop"


def _answer(request: HttpRequest, button: FollowShown) -> HttpResponse:
    """The button alone for htmx, else back to the page."""
    if request.headers.get("HX-Request"):
        return render(request, "partials/follow.html", {"follow": button, "said_now": True})
    return redirect(came_from(request))


@require_safe
def follows_page(request: HttpRequest) -> HttpResponse:
    """What one follows, and districts to follow."""
    account = account_of(request)
    followed = followed_by(account)
    muted = [_idea_line(mute.idea, follows=False) for mute in selectors.muted_ideas_of(account)]
    context = {"followed": followed, "muted": muted, "districts": _districts()}
    return render(request, "notices/follows.html", context)


def followed_by(account: Account, most: int | None = None) -> list[Followed]:
    """What a person follows, the latest first, with the button of each; one query."""
    return [line for follow in selectors.follows_of(account)[:most] if (line := _line(follow))]


def _line(follow: Follow) -> Followed | None:
    if follow.campaign is not None:
        return _campaign_line(follow.campaign)
    if follow.idea is not None:
        return _idea_line(follow.idea, follows=True)
    return _district_line(follow.district) if follow.district is not None else None


def _campaign_line(campaign: Campaign) -> Followed:
    title = in_language(campaign.title, wording.language())
    url, path = (reverse(name, args=[campaign.slug]) for name in ("follow_campaign", "campaign"))
    button = FollowShown(url, f"campaign-{campaign.pk}", follows=True, name=title)
    return Followed(title, path, f"{gettext('Campaign')} · {places.name_of(campaign.municipality)}", button)


def _idea_line(idea: Idea, *, follows: bool) -> Followed:
    url, path = (reverse(name, args=[idea.pk]) for name in ("follow_idea", "idea"))
    button = FollowShown(url, f"idea-{idea.pk}", follows, name=idea.title)
    return Followed(idea.title, path, f"{gettext('Idea')} · {places.name_of(idea.campaign.municipality)}", button)


def _district_line(district: District) -> Followed:
    button = district_button(district, follows=True)
    meta = f"{gettext('District')} · {places.name_of(district.municipality)}"
    return Followed(button.name, f"{reverse('campaigns')}?municipality={district.municipality.slug}", meta, button)


def _districts() -> list[tuple[str, list[tuple[str, str]]]]:
    """Municipalities with their districts, as groups of a list of choices."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for district in districts_by_municipality():
        names = groups.setdefault(places.name_of(district.municipality), [])
        names.append((f"{district.municipality.slug}/{district.slug}", in_language(district.name, wording.language())))
    return list(groups.items())
