# SPDX-License-Identifier: EUPL-1.2
"""In whose name a person can write: their own, their organisations', the municipality's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext

from backend.common.text import in_language
from backend.faces.pages import wording
from backend.faces.pages.kept import forget, kept
from backend.faces.pages.people import viewer_of
from backend.faces.pages.places import name_of
from backend.participation.discussion.permissions import may_speak_officially
from backend.region.programme.selectors import actors_of

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account
    from backend.region.accounts.selectors import Viewer

Speaker = tuple[str, str]
"""The value of the choice, and its name."""
_OFFICIAL, _ACTOR = "official", "actor-"


def speakers_for(request: HttpRequest, campaign: Campaign) -> list[Speaker]:
    """The names among which the form of a comment lets choose; empty where there is nothing to choose.

    Asked once a minute; the use case asks again.
    """
    viewer = viewer_of(request)
    if viewer is None or isinstance(viewer, AnonymousUser):
        return []
    own = own_actors(viewer)
    place = campaign.municipality_id
    if kept(f"official:{viewer.pk}:{place}", 60, lambda: may_speak_officially(viewer, campaign)):
        own = [(_OFFICIAL, name_of(campaign.municipality)), *own]
    return [("", _myself(viewer)), *own] if own else []


def actor_speakers(viewer: Viewer) -> list[Speaker]:
    """The names among which the form of an idea lets choose; empty where there is nothing to choose."""
    if viewer is None or isinstance(viewer, AnonymousUser):
        return []
    own = own_actors(viewer)
    return [("", _myself(viewer)), *own] if own else []


def own_actors(viewer: Account) -> list[Speaker]:
    """The person's organisations, kept for a minute."""
    found = kept(_key(viewer.pk), 60, lambda: list(actors_of(viewer).values_list("id", "name")))
    return [(f"{_ACTOR}{actor_id}", in_language(name, wording.language())) for actor_id, name in found]


def memberships_changed(account_id: int) -> None:
    """Ask anew whose organisations these are."""
    forget(_key(account_id))


def actor_id_of(speaker: str) -> int | None:
    """The organisation of a choice, or None."""
    number = speaker.removeprefix(_ACTOR)
    return int(number) if speaker.startswith(_ACTOR) and number.isascii() and number.isdigit() else None


def is_official(speaker: str) -> bool:
    """Whether the municipality's name was chosen."""
    return speaker == _OFFICIAL


def _myself(viewer: Account) -> str:
    return gettext("Myself: %(name)s") % {"name": viewer.pseudonym}


def _key(account_id: int) -> str:
    return f"actors-of:{account_id}"
