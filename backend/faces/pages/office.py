# SPDX-License-Identifier: EUPL-1.2
"""The officer's side: for which municipality somebody works now, and the menu of what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, pgettext

from backend.common.errors import MayNot
from backend.faces.pages import places
from backend.faces.pages.people import account_of
from backend.region.accounts.selectors import rights_of

if TYPE_CHECKING:
    from backend.region.places.models import Municipality

_CHOSEN = "office"
_ANYBODY = ("organiser", "moderator", "evaluator")


@dataclass(frozen=True)
class Door:
    """An entry of the menu."""

    name: str
    url: str
    is_current: bool


def offices(request: HttpRequest) -> list[Municipality]:
    """The municipalities in which the officer has any role, in alphabetical order."""
    held = {place for _kind, place in rights_of(account_of(request)).held}
    return [one for one in places.all_municipalities() if None in held or one.pk in held]


def here(request: HttpRequest) -> Municipality:
    """The municipality whose work is shown: the one chosen last, else the first; raises MayNot for residents."""
    served = offices(request)
    if not served:
        raise MayNot
    chosen = request.session.get(_CHOSEN)
    return next((one for one in served if one.slug == chosen), served[0])


def work_in(request: HttpRequest, municipality_id: int) -> None:
    """Show the work of this municipality from now on, where the officer serves it."""
    for one in offices(request):
        if one.pk == municipality_id and request.session.get(_CHOSEN) != one.slug and one != here(request):
            request.session[_CHOSEN] = one.slug


def menu(request: HttpRequest) -> list[Door]:
    """What the officer may do in the municipality; a room without a page yet is left out."""
    rights, municipality = rights_of(account_of(request)), here(request)
    doors = []
    for route, name, kinds in _rooms():
        if not any(rights.has(kind, municipality.pk) for kind in kinds):
            continue
        try:
            url = reverse(route)
        except NoReverseMatch:
            continue
        is_current = request.path == url if route == "manage" else request.path.startswith(url)
        doors.append(Door(name, url, is_current))
    return doors


def _rooms() -> list[tuple[str, str, tuple[str, ...]]]:
    """Route, name and roles of each room, in the menu's order."""
    return [
        ("manage", pgettext("officer's menu", "Today"), _ANYBODY),
        ("manage_campaigns", gettext("Campaigns"), ("organiser",)),
        ("manage_ideas", pgettext("officer's menu", "Ideas and answers"), ("organiser",)),
        ("manage_initiatives", gettext("Initiatives"), ("organiser",)),
        ("manage_moderation", pgettext("officer's menu", "Moderation"), ("moderator",)),
        ("manage_pilots", gettext("Pilots"), ("organiser",)),
        ("manage_desks", pgettext("officer's menu", "Desk"), ("organiser",)),
        ("manage_organisations", gettext("Organisations"), ("organiser",)),
        ("manage_deputies", pgettext("officer's menu", "Deputies"), ("organiser", "moderator")),
        ("manage_staff", pgettext("officer's menu", "People and roles"), ("admin",)),
        ("manage_look", pgettext("officer's menu", "Look"), ("admin",)),
    ]
