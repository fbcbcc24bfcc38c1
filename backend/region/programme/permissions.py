# SPDX-License-Identifier: EUPL-1.2
"""Who acts for an actor, and who decides about claims to it."""

from backend.common.errors import MayNot, NotFound
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer, rights_of
from backend.region.programme.errors import NotYourActor
from backend.region.programme.models import Actor, ActorClaim


def may_act_for(account: Account, actor_id: int) -> bool:
    """Whether the account is a confirmed member of the actor now."""
    return ActorClaim.objects.filter(
        account=account, actor_id=actor_id, state=ActorClaim.State.CONFIRMED, actor__confirmed_at__isnull=False
    ).exists()


def require_may_act_for(account: Account, actor_id: int | None) -> None:
    """Raises NotYourActor; acting as oneself (None) is free and asks nothing."""
    if actor_id is not None and not may_act_for(account, actor_id):
        raise NotYourActor


def may_decide(viewer: Viewer, actor: Actor) -> bool:
    """Organisers and admins of the actor's municipality, or of the whole region."""
    return rights_of(viewer).has("organiser", actor.municipality_id)


def require_may_decide(by: Account, actor: Actor) -> None:
    """Raises NotFound: a claim is nobody else's to see."""
    if not may_decide(by, actor):
        raise NotFound


def may_lead(viewer: Viewer, municipality_id: int) -> bool:
    """Who leads a municipality's pilots: its organisers and admins, and those of the whole region."""
    return rights_of(viewer).has("organiser", municipality_id)


def require_may_lead(by: Viewer, municipality_id: int) -> None:
    """Raises MayNot: pilots are everybody's to see."""
    if not may_lead(by, municipality_id):
        raise MayNot
