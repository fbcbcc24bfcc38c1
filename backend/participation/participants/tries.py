# SPDX-License-Identifier: EUPL-1.2
"""How often somebody may try a number or a code: counted before it is looked at, whatever comes of it."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction

from backend.common.ids import keyed_hash
from backend.participation.participants.errors import TooManyTries

LIMITS = {"account": 10, "session": 10, "address": 200}
"""How many tries in an hour; many people share the address of a school or a library."""

_COUNT = """
    WITH forgotten AS (
        DELETE FROM participants_tries WHERE who IN (
            SELECT who FROM participants_tries WHERE began < clock_timestamp() - interval '1 day' AND who <> %s
            FOR UPDATE SKIP LOCKED)
    )
    INSERT INTO participants_tries AS known (who, began, tries) VALUES (%s, clock_timestamp(), 1)
    ON CONFLICT (who) DO UPDATE SET
        tries = CASE WHEN known.began < clock_timestamp() - interval '1 hour' THEN 1 ELSE known.tries + 1 END,
        began = CASE WHEN known.began < clock_timestamp() - interval '1 hour' THEN excluded.began ELSE known.began END
    RETURNING tries
"""


def count_try(tried_by: Sequence[str]) -> None:
    """Count a try of each, such as "account:12", "session:…", "address:…". Raises TooManyTries.

    It stands whatever becomes of the try: called outside of the transaction that looks at the code.
    """
    with transaction.atomic():
        tries = {one: count_of(one) for one in sorted(tried_by)}
    if any(number > LIMITS[one.partition(":")[0]] for one, number in tries.items()):
        raise TooManyTries


def forget_tries(tried_by: Sequence[str]) -> None:
    """After the right one, a person or session begins anew; an address does not."""
    known = [_hash(one) for one in tried_by if not one.startswith("address:")]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM participants_tries WHERE who = ANY(%s)", [known])


def count_of(one: str) -> int:
    """Count once more of something; how many there have been since its hour began. In the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_hash(one), _hash(one)])
        return int(cursor.fetchone()[0])


def _hash(one: str) -> bytes:
    return keyed_hash(hashlib.sha256(settings.PARTICIPANT_KEY).digest(), "tries", one)
