# SPDX-License-Identifier: EUPL-1.2
"""Reading participants, for their own eyes and for the rooms above."""

import dataclasses
import json
from collections.abc import Iterable

from django.db import connection
from django.db.models import Count, Q, QuerySet

from backend.common.errors import SignInFirst
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import require_may_organise
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.participants.models import (
    CodeBatch,
    Identification,
    Participant,
    RegisterRow,
    SecondAccount,
)
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer

# One statement: an act has five in all. `one` is there so that somebody unknown has a row as well;
# of two participants the identified one comes first, as it is the one that counts from then on.
_STANDING = """
    SELECT found.id, found.kind, found.admitted_to, found.account_id,
           (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'identifier', encode(identifier, 'hex'),
                                              'assurance', assurance))
            FROM participants_identification
            WHERE account_id = %(account)s AND (campaign_id = %(campaign)s OR campaign_id IS NULL))
    FROM (SELECT 1) AS one LEFT JOIN LATERAL (
        SELECT id, kind, admitted_to, account_id FROM participants_participant
        WHERE campaign_id = %(campaign)s AND kind <> 'joined' AND id IN (
            SELECT id FROM participants_participant WHERE account_id = %(account)s
            UNION ALL SELECT participant_id FROM participants_secondaccount WHERE account_id = %(account)s)
        ORDER BY kind IN ('account', 'device'), id LIMIT 1 {lock}
    ) AS found ON true
"""
# While a person is being forgotten their row is held FOR UPDATE: an act waits here, and then reads the row
# without its account.
_HOLDING = _STANDING.format(lock="FOR KEY SHARE")
_READING = _STANDING.format(lock="")


@dataclasses.dataclass(frozen=True)
class Identified:
    """One way in which an account is identified; `identifier` is the stored keyed hash in hexadecimal."""

    kind: str
    identifier: str
    assurance: str


@dataclasses.dataclass(frozen=True)
class Standing:
    """What an account is in a campaign: its participant (None before the first act) and how it is identified."""

    participant_id: int | None = None
    kind: str = ""
    admitted_to: tuple[str, ...] = ()
    identified: tuple[Identified, ...] = ()

    def identified_by(self, kind: str) -> Identified | None:
        """The identification of a kind."""
        return next((one for one in self.identified if one.kind == kind), None)


def standing_of(viewer: Viewer, campaign_id: int, *, hold: bool = False) -> Standing:
    """The viewer's standing in a campaign; one query, none when not signed in.

    With `hold`, the participant stays the viewer's until the caller's transaction ends; raises
    SignInFirst where the person has just been forgotten.
    """
    if not isinstance(viewer, Account):
        return Standing()
    with connection.cursor() as cursor:
        cursor.execute(_HOLDING if hold else _READING, {"account": viewer.pk, "campaign": campaign_id})
        participant_id, kind, admitted_to, account_id, identified = cursor.fetchone()
    if hold and participant_id is not None and account_id is None:
        raise SignInFirst
    return Standing(
        participant_id,
        kind or "",
        tuple(json.loads(admitted_to)) if admitted_to else (),
        tuple(Identified(**one) for one in json.loads(identified)) if identified else (),
    )


def strong_identifier_of(account: Account) -> str | None:
    """The stored keyed hash, in hexadecimal, of the identifier that an issuer said strongly of an account, or None."""
    found = Identification.objects.filter(account=account, kind=Identification.Kind.STRONG, campaign__isnull=True)
    identifier = found.values_list("identifier", flat=True).first()
    return None if identifier is None else bytes(identifier).hex()


def participant_id_of(viewer: Viewer, campaign_id: int) -> int | None:
    """The viewer's participant in a campaign, or None before their first act there (one query at most)."""
    return standing_of(viewer, campaign_id).participant_id


def participant_ids_of(account: Account) -> list[int]:
    """The account's participants in all campaigns."""
    own = Participant.objects.filter(account=account).values_list("id", flat=True)
    return list(own.union(SecondAccount.objects.filter(account=account).values_list("participant_id", flat=True)))


def names_of(participant_ids: Iterable[int]) -> dict[str, int]:
    """The public names of participants who are somebody's; name → participant id."""
    known = Participant.objects.filter(id__in=participant_ids, account__isnull=False)
    return {str(name): found for name, found in known.values_list("account__pseudonym", "id")}


def hold_participants(participant_ids: Iterable[int]) -> None:
    """None of these is forgotten before the caller's transaction ends; who is being forgotten is waited for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM participants_participant WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",
            [list(participant_ids)],
        )


@dataclasses.dataclass(frozen=True)
class RegisterState:
    """How many rows a register has, how many people have identified by it, and whether it knows years of birth."""

    rows: int
    identified: int
    asks_birth_year: bool


def register_state(campaign_id: int) -> RegisterState:
    """A campaign's register as it is now; two queries."""
    counted = RegisterRow.objects.filter(campaign_id=campaign_id).aggregate(rows=Count("id"), years=Count("birth_year"))
    identified = Identification.objects.filter(campaign_id=campaign_id, kind="register").values("identifier").distinct()
    return RegisterState(counted["rows"], identified.count(), counted["years"] > 0)


def asks_birth_year(campaign: Campaign) -> bool:
    """Whether the register of a campaign knows years of birth; at most one query."""
    if campaign.identifier != Campaign.Identifier.REGISTER:
        return False
    return RegisterRow.objects.filter(campaign=campaign, birth_year__isnull=False).exists()


def code_batches(campaign_slug: str, *, viewer: Viewer) -> QuerySet[CodeBatch]:
    """The batches of a campaign with `count` and `used`, the latest first; slips last. Raises NotFound, MayNot."""
    campaign = campaign_alone(campaign_slug, viewer=viewer)
    require_may_organise(viewer, campaign.municipality_id)
    return CodeBatch.objects.filter(campaign=campaign).annotate(
        count=Count("codes"), used=Count("codes", filter=Q(codes__used_at__isnull=False))
    )
