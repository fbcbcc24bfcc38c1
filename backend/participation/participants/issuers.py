# SPDX-License-Identifier: EUPL-1.2
"""What is kept when an issuer has said who somebody is, the same for pages and for tokens of the API."""

from django.db import transaction

from backend.participation.participants.services import note_identification
from backend.region.accounts.claims import Asserted
from backend.region.accounts.issuers import Issuer
from backend.region.accounts.models import Account
from backend.region.accounts.services import note_assertion


@transaction.atomic
def note_sign_in(*, account: Account, issuer: Issuer, asserted: Asserted) -> None:
    """Keep residence, age, assurance and roles; of a national identifier only a keyed hash.

    Raises IdentifiedOtherwise where the account is another person's; nothing is kept then.
    """
    note_assertion(account=account, issuer=issuer, asserted=asserted)
    if asserted.identifier:
        note_identification(
            account=account, kind="strong", identifier=asserted.identifier, assurance=asserted.assurance
        )
