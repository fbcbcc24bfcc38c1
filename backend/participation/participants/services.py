# SPDX-License-Identifier: EUPL-1.2
"""Admitting a person to a campaign at their first act."""

import dataclasses
from collections.abc import Iterable, Iterator

from django.db import connection

from backend.common.ids import random_number
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.bands import age_band, age_on
from backend.participation.participants.identity import person_number_of, voter_of
from backend.participation.participants.models import FrozenContext, Participant
from backend.region.accounts.models import Account


def admit(*, campaign: Campaign, account: Account) -> int:
    """The account's participant in the campaign, made with its frozen context at the first act.

    Runs in the caller's transaction. Two acts at once make one participant: UNIQUE(campaign, voter).
    Queries: 1 later, 3 at the first act.
    """
    voter = voter_of(campaign.id, "account", str(account.pk))
    known = Participant.objects.filter(campaign=campaign, voter=voter).values_list("id", flat=True).first()
    if known is not None:
        return known
    made = random_number()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO participants_participant (id, campaign_id, voter, kind, person_number, account_id)"
            " VALUES (%s, %s, %s, 'account', %s, %s) ON CONFLICT (campaign_id, voter) DO NOTHING",
            [made, campaign.id, voter, account.person_number, account.pk],
        )
        if not cursor.rowcount:  # somebody's double click was faster
            return Participant.objects.values_list("id", flat=True).get(campaign=campaign, voter=voter)
    FrozenContext.objects.create(
        participant_id=made,
        municipality_id=account.municipality_id,
        age_band=age_band(age_on(account.birth_year, campaign.reference_date)),
        language=account.language,
    )
    return made


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
