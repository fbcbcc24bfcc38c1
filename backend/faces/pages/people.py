# SPDX-License-Identifier: EUPL-1.2
"""Who asks for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext

from backend.common.errors import SignInFirst
from backend.faces.pages.kept import kept
from backend.participation.campaigns.permissions import may_organise
from backend.region.accounts.selectors import Rights, Viewer, rights_of

if TYPE_CHECKING:
    from backend.participation.participants.models import Participant
    from backend.region.accounts.models import Account


def viewer_of(request: HttpRequest) -> Viewer:
    """The account that is signed in, or somebody who is not."""
    return request.user


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in; raises SignInFirst, which leads to the sign-in page and back."""
    viewer = viewer_of(request)
    if viewer is None or isinstance(viewer, AnonymousUser):
        raise SignInFirst
    return viewer


def is_staff(request: HttpRequest) -> bool:
    """Whether the menu shows the officer's pages; asked once a minute, each page itself asks again."""
    viewer = viewer_of(request)
    if viewer is None or isinstance(viewer, AnonymousUser):
        return False
    return kept(f"is-staff:{viewer.pk}", 60, lambda: _works_here(rights_of(viewer)))


def _works_here(rights: Rights) -> bool:
    """Also whoever has not set up a second factor yet: the page says how."""
    return rights.is_staff or rights.withheld


def is_organiser(request: HttpRequest, municipality_id: int) -> bool:
    """Whether a page shows what organisers of a municipality do; one query, and for staff alone."""
    return is_staff(request) and may_organise(viewer_of(request), municipality_id)


def author_name(author: Participant | None) -> str:
    """The public name of a participant, with the account joined."""
    if author is None:
        return gettext("Imported")
    return author.account.pseudonym if author.account else gettext("A participant")
