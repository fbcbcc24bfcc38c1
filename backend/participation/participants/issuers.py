# SPDX-License-Identifier: EUPL-1.2
"""What is kept when an issuer has said who somebody is, the same for pages and for tokens of the API."""

import dataclasses
import datetime

from django.db import transaction

from backend.common.clock import database_now
from backend.participation.participants.errors import IdentifiedOtherwise
from backend.participation.participants.services import note_identification
from backend.region.accounts.claims import Asserted
from backend.region.accounts.issuers import Issuer
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import identity_of_issuer
from backend.region.accounts.services import make_account_of_identity, note_assertion

_ASSERTED_FOR = datetime.timedelta(hours=1)
"""How long what an issuer said counts as said just now: a program sends its token with every request."""


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


def account_asserted(*, issuer: Issuer, asserted: Asserted) -> Account:
    """The account of an issuer's subject, made at first use; what the issuer says is kept once an hour.

    Queries: 2, more when something is kept.
    """
    account, said_at = identity_of_issuer(issuer.key, asserted.subject)
    if account is None:
        account = make_account_of_identity(issuer=issuer, asserted=asserted)
    elif said_at is not None and database_now() - said_at < _ASSERTED_FOR:
        return account
    try:
        note_sign_in(account=account, issuer=issuer, asserted=asserted)
    except IdentifiedOtherwise:  # the identifier changed; see config.sign_in.adapters
        note_sign_in(account=account, issuer=issuer, asserted=dataclasses.replace(asserted, identifier=""))
    return account
