# SPDX-License-Identifier: EUPL-1.2
"""Admitting a person to a campaign, and noting by what they are known."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Literal

from django.db import IntegrityError, connection, transaction

from backend.common.clock import ClockTimestamp
from backend.common.errors import SignInFirst
from backend.common.ids import random_number
from backend.ledger.events.event import Assurance
from backend.participation.campaigns.conditions import CONDITIONED, Condition, condition_of
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.admission import Identity, facts_of, identity_of, require_identified
from backend.participation.participants.bands import age_band
from backend.participation.participants.errors import IdentifiedOtherwise
from backend.participation.participants.facts import Facts, require_eligible
from backend.participation.participants.identity import identifier_hash, person_number_of, voter_of
from backend.participation.participants.models import FrozenContext, Identification, Participant, SecondAccount
from backend.participation.participants.selectors import standing_of
from backend.region.accounts.models import Account


@dataclasses.dataclass(frozen=True)
class Admission:
    """Who acts: the participant, and how certain it is who that is."""

    participant_id: int
    assurance: Assurance


def admit(*, campaign: Campaign, account: Account, act: str) -> Admission:
    """The account's participant in the campaign, made with its frozen context at the first act.

    `act` is propose, comment, support, withdraw … Runs in the caller's transaction. The same
    identifier from two accounts, and two acts at once, are one participant: UNIQUE(campaign, voter).
    Raises IdentificationNeeded, NotEligible, SignInFirst.
    Queries: 1 later, 3 at the first act; conditions of age and residence add 2, once for each act.
    """
    standing, condition = standing_of(account, campaign.id, hold=True), condition_of(campaign, act)
    identity = identity_of(campaign, account, standing)
    require_identified(campaign, condition, identity)
    asks = condition.asks_who_you_are and act in CONDITIONED
    is_known = standing.kind == identity.kind or identity.kind in {"account", "device"}
    if standing.participant_id is not None and is_known:
        if asks and act not in standing.admitted_to:
            _admit_to(standing.participant_id, act, condition, facts_of(campaign, account, identity), campaign)
        return Admission(standing.participant_id, identity.assurance)
    facts = facts_of(campaign, account, identity)
    if standing.participant_id is None:
        made = _make(campaign, account, identity, facts)
    else:
        made = _raise_to(identity, standing.participant_id, campaign, account)
    if asks:
        _admit_to(made, act, condition, facts, campaign)
    return Admission(made, identity.assurance)


# the account's row is held: it waits for a person who is being forgotten, and then is not there any more
_MAKE = """
    WITH person AS MATERIALIZED (SELECT id FROM accounts_account WHERE id = %s FOR KEY SHARE), made AS (
        INSERT INTO participants_participant (id, campaign_id, voter, kind, person_number, account_id)
        SELECT %s, %s, %s, %s, %s, person.id FROM person ON CONFLICT (campaign_id, voter) WHERE voter IS NOT NULL
        DO NOTHING RETURNING id
    )
    SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM made)
"""


def _make(campaign: Campaign, account: Account, identity: Identity, facts: Facts) -> int:
    """A new participant with its context, or the one that this identifier has already."""
    voter, made = voter_of(campaign.id, identity.kind, identity.identifier), random_number()
    with connection.cursor() as cursor:
        cursor.execute(_MAKE, [account.pk, made, campaign.id, voter, identity.kind, account.person_number])
        still_there, is_new = cursor.fetchone()
    if not still_there:
        raise SignInFirst
    if not is_new:  # somebody's double click, or another account of the same person, was faster
        joined = _join(campaign.id, voter, account)
        return _make(campaign, account, identity, facts) if joined is None else joined
    FrozenContext.objects.create(
        participant_id=made,
        municipality_id=facts.municipality_id,
        district_id=facts.district_id,
        age_band=age_band(facts.age_on(campaign.reference_date)),
        language=account.language,
    )
    return made


def _join(campaign_id: int, voter: bytes, account: Account) -> int | None:
    """The participant that has the voter; a further account of the same person finds it from now on.

    None where the person was forgotten through their other account meanwhile: nobody has the voter any more.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, account_id FROM participants_participant WHERE campaign_id = %s AND voter = %s FOR KEY SHARE",
            [campaign_id, voter],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    if found[1] != account.pk:
        SecondAccount.objects.get_or_create(participant_id=found[0], account=account)
    return int(found[0])


def _raise_to(identity: Identity, participant_id: int, campaign: Campaign, account: Account) -> int:
    """Identified since the first act: the same participant under the better identifier.

    Where another account of the person has that identifier already, its participant counts from now on.
    """
    voter = voter_of(campaign.id, identity.kind, identity.identifier)
    try:
        with transaction.atomic():
            Participant.objects.filter(id=participant_id).update(voter=voter, kind=identity.kind)
    except IntegrityError:
        joined = _join(campaign.id, voter, account)
        return _raise_to(identity, participant_id, campaign, account) if joined is None else joined
    return participant_id


def _admit_to(participant_id: int, act: str, condition: Condition, facts: Facts, campaign: Campaign) -> None:
    """Judge age and residence once; residence is that of the first act. Raises NotEligible."""
    frozen = FrozenContext.objects.filter(participant_id=participant_id).first()
    if frozen is not None and frozen.municipality_id is not None:
        facts = dataclasses.replace(facts, municipality_id=frozen.municipality_id, district_id=frozen.district_id)
    require_eligible(condition, facts, campaign.reference_date)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE participants_participant SET admitted_to = admitted_to || to_jsonb(%s::text) WHERE id = %s",
            [act, participant_id],
        )


@transaction.atomic
def note_identification(
    *,
    account: Account,
    kind: Literal["strong", "register", "code"],
    identifier: str,
    assurance: Assurance,
    campaign: Campaign | None = None,
) -> Identification:
    """Store that an account is the person behind an identifier: everywhere, or in one campaign.

    The same again changes nothing but the time and the assurance. Raises IdentifiedOtherwise where
    the account stands for another identifier of this kind.
    """
    digest = identifier_hash(kind, identifier, campaign.pk if campaign else None)
    noted, created = Identification.objects.get_or_create(
        account=account, kind=kind, campaign=campaign, defaults={"identifier": digest, "assurance": assurance}
    )
    if created:
        return noted
    if bytes(noted.identifier) != digest:
        raise IdentifiedOtherwise
    Identification.objects.filter(pk=noted.pk).update(assurance=assurance, identified_at=ClockTimestamp())
    return noted


@dataclasses.dataclass(frozen=True)
class ImportedVoter:
    """A voter of an imported election: the file's identifier, and what it says of the person."""

    identifier: str
    age: int | None = None


def admit_imported(*, campaign: Campaign, voters: Iterable[ImportedVoter], language: str) -> dict[str, int]:
    """Make pseudonymous participants in bulk; identifier → participant id.

    Runs in the caller's transaction; a voter twice is one participant.
    """
    made = {voter.identifier: (random_number(), voter) for voter in voters}
    with connection.cursor() as cursor:
        with cursor.copy(
            "COPY participants_participant (id, campaign_id, voter, kind, person_number) FROM STDIN"
        ) as copy:
            for row in _participant_rows(campaign.id, made.values()):
                copy.write_row(row)
        with cursor.copy("COPY participants_frozencontext (participant_id, age_band, language) FROM STDIN") as copy:
            for number, voter in made.values():
                copy.write_row((number, age_band(voter.age), language[:8]))
    return {identifier: number for identifier, (number, _voter) in made.items()}


def _participant_rows(campaign_id: int, made: Iterable[tuple[int, ImportedVoter]]) -> Iterator[tuple[object, ...]]:
    for number, voter in made:
        yield (
            number,
            campaign_id,
            voter_of(campaign_id, "import", voter.identifier),
            "import",
            person_number_of(campaign_id, "import", voter.identifier),
        )
