# SPDX-License-Identifier: EUPL-1.2
"""Reading the spearheads, the actors, and the claims to them."""

import dataclasses

from django.db.models import Exists, OuterRef, QuerySet

from backend.common.errors import NotFound
from backend.common.text import sort_key
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer, rights_of
from backend.region.programme.contacts_shown import messages_of
from backend.region.programme.models import Actor, ActorClaim, PilotActor, Spearhead
from backend.region.programme.showcase import requests_to_join_of


def spearheads() -> QuerySet[Spearhead]:
    """The four spearheads in the strategy's order."""
    return Spearhead.objects.all()


def spearhead_by_slug(slug: str) -> Spearhead:
    """One spearhead; raises NotFound."""
    found = Spearhead.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


@dataclasses.dataclass(frozen=True, kw_only=True)
class ActorQuery:
    """Which actors: words of the name, of one municipality, of one kind."""

    words: str = ""
    municipality: str = ""
    kind: str = ""


def visible_actors(query: ActorQuery | None = None) -> QuerySet[Actor]:
    """Confirmed actors with their municipality, by name; one query."""
    query = query or ActorQuery()
    actors = Actor.objects.filter(confirmed_at__isnull=False).select_related("municipality")
    for word in query.words.split()[:5]:
        actors = actors.filter(sort_key__contains=sort_key(word))
    if query.municipality:
        actors = actors.filter(municipality__slug=query.municipality)
    if query.kind:
        actors = actors.filter(kind=query.kind)
    return actors


def actor_by_id(actor_id: int, *, viewer: Viewer = None) -> Actor:
    """A confirmed actor, or one that the viewer has proposed or may confirm; raises NotFound."""
    found = Actor.objects.filter(pk=actor_id).select_related("municipality").first()
    if found is None or not (found.confirmed_at or _is_theirs(viewer, found)):
        raise NotFound
    return found


def _is_theirs(viewer: Viewer, actor: Actor) -> bool:
    if not isinstance(viewer, Account):
        return False
    return (
        rights_of(viewer).has("organiser", actor.municipality_id)
        or ActorClaim.objects.filter(actor=actor, account=viewer).exists()
    )


def actors_of(account: Account) -> QuerySet[Actor]:
    """The actors in whose name the account may act."""
    membership = ActorClaim.objects.filter(actor=OuterRef("pk"), account=account, state=ActorClaim.State.CONFIRMED)
    return Actor.objects.filter(Exists(membership), confirmed_at__isnull=False)


def claims_of(account: Account) -> QuerySet[ActorClaim]:
    """The account's own claims, the latest first."""
    return ActorClaim.objects.filter(account=account).select_related("actor__municipality").order_by("-made_at", "-id")


def claims_for_staff(viewer: Viewer) -> QuerySet[ActorClaim]:
    """Claims to actors of the municipalities in which the viewer organises, the oldest first."""
    places = rights_of(viewer).places("organiser")
    claims = ActorClaim.objects.select_related("actor__municipality", "account").order_by("made_at", "id")
    return claims if None in places else claims.filter(actor__municipality__in=[p for p in places if p is not None])


def own_requests(account: Account) -> tuple[list[ActorClaim], list[PilotActor]]:
    """What the account asked and nobody has decided: to act for organisations, and to join pilots. Queries: 2."""
    claims = ActorClaim.objects.filter(account=account, state=ActorClaim.State.PENDING).select_related("actor")
    parts = PilotActor.objects.filter(asked_by=account, state=PilotActor.State.ASKED)
    return list(claims), list(parts.select_related("pilot", "actor"))


def requests_waiting(municipality_id: int) -> tuple[int, list[PilotActor]]:
    """What staff of a municipality have to decide: how many claims, and which requests to its pilots. Queries: 2."""
    claims = ActorClaim.objects.filter(actor__municipality_id=municipality_id, state=ActorClaim.State.PENDING)
    parts = PilotActor.objects.filter(pilot__municipality_id=municipality_id, state=PilotActor.State.ASKED)
    return claims.count(), list(parts.select_related("pilot", "actor"))


def personal_data_of(account: Account) -> dict[str, list[dict[str, object]]]:
    """What is stored of the account here, by section."""
    return {
        "organisations": [
            {
                "organisation": claim.actor.name,
                "state": claim.state,
                "message": claim.message,
                "reason": claim.reason,
                "made_at": claim.made_at,
                "decided_at": claim.decided_at,
            }
            for claim in claims_of(account)
        ],
        **requests_to_join_of(account),
        **messages_of(account),
    }
