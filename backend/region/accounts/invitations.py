# SPDX-License-Identifier: EUPL-1.2
"""Inviting somebody to work for a municipality: by a letter with a link that works once and ends by itself."""

import datetime
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp, database_now
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LANGUAGES
from backend.ledger.audit.services import record
from backend.region.accounts import post
from backend.region.accounts.errors import InvitationNotOpen
from backend.region.accounts.models import Account, Role, StaffInvitation
from backend.region.accounts.permissions import require_may_administer
from backend.region.accounts.staff import KINDS, note_change, target_of
from backend.region.places.models import Municipality

VALID_FOR = datetime.timedelta(days=7)
KEPT_FOR = datetime.timedelta(days=30)


@transaction.atomic
def invite_staff(
    *, by: Account, municipality: Municipality | None, email: str, kinds: list[str], language: str
) -> StaffInvitation:
    """Write a letter by which one person takes roles on, within seven days; an earlier one to them ends.

    Raises MayNot, InvalidInput.
    """
    require_may_administer(by, municipality.pk if municipality else None)
    email = _checked(email, kinds, language)
    for earlier in open_invitations(municipality).filter(email=email):
        _revoke(by, earlier)
    token = secrets.token_urlsafe(24)
    made = StaffInvitation.objects.create(
        email=email,
        kinds=sorted(set(kinds), key=KINDS.index),
        municipality=municipality,
        token_hash=_hash(token),
        invited_by=by,
        expires_at=database_now() + VALID_FOR,
    )
    _note(by, "invite_staff", made)
    words = {
        "link": f"{settings.SITE_URL}{reverse('staff_invitation', args=[token])}",
        "kinds": " ".join(made.kinds),
        **{f"place_{code}": name for code, name in (municipality.name if municipality else {}).items()},
    }
    post.write(email=email, language=language, template="staff_invitation", about=_about(made), words=words)
    return made


@transaction.atomic
def revoke_staff_invitation(*, by: Account, invitation_id: int) -> StaffInvitation:
    """Take an invitation back: its link opens nothing any more. Raises NotFound, MayNot."""
    found = StaffInvitation.objects.select_for_update(of=("self",)).filter(pk=invitation_id).first()
    if found is None:
        raise NotFound
    require_may_administer(by, found.municipality_id)
    if not _is_open(found):
        raise NotFound
    _revoke(by, found)
    return found


@transaction.atomic
def accept_staff_invitation(*, by: Account, token: str) -> StaffInvitation:
    """Take the roles of an invitation on; its link is used up and the address forgotten. Raises InvitationNotOpen."""
    return _accept(by, invited(token, lock=True))


@transaction.atomic
def accept_own_invitation(*, by: Account, invitation_id: int) -> StaffInvitation:
    """The same without the letter, for whose confirmed address it is. Raises NotFound."""
    return _accept(by, _own(by, invitation_id))


@transaction.atomic
def decline_own_invitation(*, by: Account, invitation_id: int) -> StaffInvitation:
    """Say no to an invitation to one's confirmed address: it ends as if it were taken back. Raises NotFound."""
    invitation = _own(by, invitation_id)
    StaffInvitation.objects.filter(pk=invitation.pk).update(revoked_at=ClockTimestamp(), email="")
    post.take_back(_about(invitation))
    _note(by, "decline_staff_invitation", invitation)
    return invitation


def invitations_to(account: Account) -> QuerySet[StaffInvitation]:
    """The open invitations to an account's confirmed addresses; one query."""
    confirmed = EmailAddress.objects.filter(user=account, verified=True, email__iexact=OuterRef("email"))
    found = StaffInvitation.objects.filter(
        Exists(confirmed), accepted_at=None, revoked_at=None, expires_at__gt=ClockTimestamp()
    )
    return found.select_related("municipality", "invited_by")


def _own(by: Account, invitation_id: int) -> StaffInvitation:
    found = invitations_to(by).filter(pk=invitation_id).select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound
    return found


def _accept(by: Account, invitation: StaffInvitation) -> StaffInvitation:
    for kind in invitation.kinds:
        role, made = Role.objects.get_or_create(account=by, kind=kind, municipality=invitation.municipality)
        if made:
            note_change(by, role, given=True)
    StaffInvitation.objects.filter(pk=invitation.pk).update(accepted_by=by, accepted_at=ClockTimestamp(), email="")
    _note(by, "accept_staff_invitation", invitation)
    return invitation


def invited(token: str, *, lock: bool = False) -> StaffInvitation:
    """The invitation that a link opens. Raises InvitationNotOpen."""
    found = StaffInvitation.objects.select_related("municipality", "invited_by")
    if lock:
        found = found.select_for_update(of=("self",))
    invitation = found.filter(token_hash=_hash(token)).first()
    if invitation is None or not _is_open(invitation):
        raise InvitationNotOpen
    return invitation


def open_invitations(municipality: Municipality | None) -> QuerySet[StaffInvitation]:
    """The invitations of a municipality (or the region) whose links still open them."""
    return StaffInvitation.objects.filter(
        municipality=municipality, accepted_at=None, revoked_at=None, expires_at__gt=ClockTimestamp()
    )


@transaction.atomic
def read_open_invitations(*, by: Account, municipality: Municipality | None) -> list[StaffInvitation]:
    """The same for an admin, with the addresses; written into the audit log. Raises MayNot."""
    place = municipality.pk if municipality else None
    require_may_administer(by, place)
    record(actor_id=by.pk, operation="read_staff_invitations", target=target_of(municipality), municipality_id=place)
    return list(open_invitations(municipality))


def forget_old_invitations() -> int:
    """Delete what was invited, and used, taken back or let pass, a month ago; how many."""
    over = Q(expires_at__lt=ClockTimestamp() - KEPT_FOR)
    return StaffInvitation.objects.filter(over).delete()[0]


def _checked(email: str, kinds: list[str], language: str) -> str:
    fields, email = {}, email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        fields["email"] = _("Write an e-mail address, such as name@service.fi.")
    if not kinds or not set(kinds) <= set(KINDS):
        fields["kinds"] = _("Choose at least one role.")
    if language not in LANGUAGES:
        fields["language"] = _("Choose one of the languages.")
    if fields:
        raise InvalidInput(fields=fields)
    return email


def _revoke(by: Account, invitation: StaffInvitation) -> None:
    StaffInvitation.objects.filter(pk=invitation.pk).update(revoked_at=ClockTimestamp(), email="")
    post.take_back(_about(invitation))
    _note(by, "revoke_staff_invitation", invitation)


def _note(by: Account, operation: str, invitation: StaffInvitation) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=_about(invitation),
        municipality_id=invitation.municipality_id,
    )


def _about(invitation: StaffInvitation) -> str:
    return f"staff_invitation:{invitation.pk}"


def _is_open(invitation: StaffInvitation) -> bool:
    over = invitation.accepted_at or invitation.revoked_at
    return over is None and invitation.expires_at > database_now()


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
