# SPDX-License-Identifier: EUPL-1.2
"""Writing the strategy's spearheads; claiming an actor, and what staff decide about it."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from backend.common.clock import database_now
from backend.common.errors import NotFound
from backend.common.text import LANGUAGES, LanguageText, sort_key
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import rights_of
from backend.region.programme.contacts import forget_messages
from backend.region.programme.errors import ActorClaimedAlready, BusinessIdTaken, ClaimDecidedAlready
from backend.region.programme.events import ActorClaimed, ActorConfirmed, ActorDeclined, ActorMembershipEnded
from backend.region.programme.joining import forget_requests
from backend.region.programme.models import Actor, ActorClaim, Spearhead
from backend.region.programme.permissions import may_decide, require_may_act_for, require_may_decide
from backend.region.programme.rules import ActorDraft, CheckedActor, checked_actor, checked_message, checked_reason
from backend.region.programme.selectors import claims_for_staff


@transaction.atomic
def describe_spearhead(*, slug: str, position: int, name: LanguageText, description: LanguageText) -> Spearhead:
    """Add a spearhead or renew its texts; the slug stays."""
    spearhead, _ = Spearhead.objects.update_or_create(
        slug=slug, defaults={"position": position, "name": name, "description": description}
    )
    return spearhead


@transaction.atomic
def propose_actor(*, by: Account, draft: ActorDraft, message: str) -> ActorClaim:
    """Bring an organisation in and ask to act for it; staff of its municipality confirm both at once.

    Raises InvalidInput, BusinessIdTaken.
    """
    wanted, told = checked_actor(draft, message=message), checked_message(message)
    _require_free(wanted.business_id)
    actor = Actor.objects.create(**_columns(wanted))
    return _claim(by, actor, told, proposed=True)


@transaction.atomic
def claim_actor(*, by: Account, actor_id: int, message: str) -> ActorClaim:
    """Ask to act for an organisation that is here. Raises NotFound, InvalidInput, ActorClaimedAlready."""
    actor = Actor.objects.filter(pk=actor_id, confirmed_at__isnull=False).select_related("municipality").first()
    if actor is None:
        raise NotFound
    return _claim(by, actor, checked_message(message), proposed=False)


@transaction.atomic
def confirm_claim(*, by: Account, claim_id: int) -> ActorClaim:
    """Confirm that the person acts for the organisation, and with the first claim the organisation itself.

    Raises NotFound, ClaimDecidedAlready, BusinessIdTaken.
    """
    claim = _waiting(by, claim_id)
    moment = database_now()
    if claim.actor.confirmed_at is None:
        claim.actor.confirmed_at = moment
        try:
            with transaction.atomic():
                claim.actor.save(update_fields=["confirmed_at"])
        except IntegrityError as error:
            raise BusinessIdTaken from error
    claim.state = ActorClaim.State.CONFIRMED
    _decide(claim, by)
    _note(by, "confirm_claim", claim)
    publish(ActorConfirmed(campaign_id=None, subject_id=claim.id, actor=claim.actor_id, channel="office"))
    return claim


@transaction.atomic
def decline_claim(*, by: Account, claim_id: int, reason: str) -> ActorClaim:
    """Say no, with a reason that the person reads. Raises NotFound, ClaimDecidedAlready, InvalidInput."""
    claim = _waiting(by, claim_id)
    claim.reason = checked_reason(reason)
    claim.state = ActorClaim.State.DECLINED
    _decide(claim, by)
    _note(by, "decline_claim", claim)
    publish(ActorDeclined(campaign_id=None, subject_id=claim.id, actor=claim.actor_id, channel="office"))
    return claim


@transaction.atomic
def end_membership(*, by: Account, claim_id: int, reason: str = "") -> ActorClaim:
    """End a membership, or take a claim back that is waiting; what was said in the actor's name stays, marked.

    One's own needs no reason, somebody else's (by staff) does. Raises NotFound, ClaimDecidedAlready, InvalidInput.
    """
    claim = _locked(claim_id)
    if claim.account_id != by.pk:
        require_may_decide(by, claim.actor)
        reason = checked_reason(reason)
    if claim.state not in {ActorClaim.State.PENDING, ActorClaim.State.CONFIRMED}:
        raise ClaimDecidedAlready
    claim.reason = "" if claim.account_id == by.pk else reason
    claim.state = ActorClaim.State.ENDED
    _decide(claim, by)
    if claim.account_id != by.pk:
        _note(by, "end_membership", claim)
    publish(ActorMembershipEnded(campaign_id=None, subject_id=claim.id, actor=claim.actor_id, sign=-1))
    return claim


@transaction.atomic
def change_actor(*, by: Account, actor_id: int, draft: ActorDraft) -> Actor:
    """Renew what is said of an actor: by its members, and by staff of its municipality.

    Members leave business ID and municipality as they were confirmed. Raises NotFound, NotYourActor,
    InvalidInput, BusinessIdTaken.
    """
    actor = Actor.objects.select_for_update(of=("self",)).select_related("municipality").filter(pk=actor_id).first()
    if actor is None or actor.confirmed_at is None:
        raise NotFound
    is_staff = may_decide(by, actor)
    if not is_staff:
        require_may_act_for(by, actor.pk)
    wanted = _columns(checked_actor(draft))
    if not is_staff:
        wanted |= {"municipality": actor.municipality, "business_id": actor.business_id}
    for name, value in wanted.items():
        setattr(actor, name, value)
    try:
        with transaction.atomic():
            actor.save(update_fields=list(wanted))
    except IntegrityError as error:
        raise BusinessIdTaken(fields={"business_id": BusinessIdTaken.message}) from error
    if is_staff:
        record(
            actor_id=by.pk,
            operation="change_actor",
            target=f"actor:{actor.pk}",
            municipality_id=actor.municipality_id,
        )
    return actor


@transaction.atomic
def read_claims(*, by: Account, reason: str) -> QuerySet[ActorClaim]:
    """Claims to actors of the municipalities in which one decides, with names and messages, the oldest first.

    A look by staff at personal data: it stands in the audit log, once for each of the municipalities.
    """
    places = rights_of(by).places("organiser")
    for place in sorted(places, key=lambda one: one or 0):
        target = f"municipality:{place}" if place else "region"
        record(actor_id=by.pk, operation="read_claims", target=target, municipality_id=place, reason=reason)
    return claims_for_staff(by)


def forget_person(*, account: Account) -> None:
    """Delete the account's claims, and actors that nobody else has asked for; runs in the caller's transaction."""
    forget_requests(account=account)
    forget_messages(account=account)
    claims = ActorClaim.objects.filter(account=account)
    for claim in claims.filter(state__in=["pending", "confirmed"]):
        publish(ActorMembershipEnded(campaign_id=None, subject_id=claim.id, actor=claim.actor_id, sign=-1))
    actor_ids = list(claims.values_list("actor_id", flat=True))
    claims.delete()
    ActorClaim.objects.filter(decided_by=account).update(decided_by=None)
    Actor.objects.filter(pk__in=actor_ids, confirmed_at__isnull=True, claims__isnull=True).delete()


def _note(by: Account, operation: str, claim: ActorClaim) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"claim:{claim.pk}",
        municipality_id=claim.actor.municipality_id,
    )


def _claim(by: Account, actor: Actor, message: str, *, proposed: bool) -> ActorClaim:
    try:
        with transaction.atomic():
            claim = ActorClaim.objects.create(actor=actor, account=by, message=message)
    except IntegrityError as error:
        raise ActorClaimedAlready from error
    publish(ActorClaimed(campaign_id=None, subject_id=claim.id, actor=actor.pk, proposed=proposed))
    return claim


def _locked(claim_id: int) -> ActorClaim:
    claim = (
        ActorClaim.objects.select_for_update(of=("self",))
        .select_related("actor__municipality")
        .filter(pk=claim_id)
        .first()
    )
    if claim is None:
        raise NotFound
    return claim


def _waiting(by: Account, claim_id: int) -> ActorClaim:
    """The claim, locked; raises unless it is the staff member's to decide and waits for that."""
    claim = _locked(claim_id)
    require_may_decide(by, claim.actor)
    if claim.state != ActorClaim.State.PENDING:
        raise ClaimDecidedAlready
    return claim


def _decide(claim: ActorClaim, by: Account) -> None:
    """Store the decision; what the person told for it is not needed any more."""
    claim.message, claim.decided_by, claim.decided_at = "", by, database_now()
    claim.save(update_fields=["state", "reason", "message", "decided_by", "decided_at"])


def _require_free(business_id: str) -> None:
    if business_id and Actor.objects.filter(business_id=business_id, confirmed_at__isnull=False).exists():
        raise BusinessIdTaken(fields={"business_id": BusinessIdTaken.message})


def _columns(actor: CheckedActor) -> dict[str, object]:
    names = [actor.name[language] for language in LANGUAGES if language in actor.name]
    return {
        "name": actor.name,
        "kind": actor.kind,
        "municipality": actor.municipality,
        "business_id": actor.business_id,
        "website": actor.website,
        "description": actor.description,
        "sort_key": " | ".join(sort_key(name) for name in names)[:240],
    }
