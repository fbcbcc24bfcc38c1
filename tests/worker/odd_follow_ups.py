# SPDX-License-Identifier: EUPL-1.2
"""Follow-ups that are slow or always fail, beside the real ones: a worker's settings may name this table."""

import dataclasses
import os
import time

from backend.config import follow_ups
from backend.insight.engagement.follow_ups import fold_statistics
from backend.ledger.events.services import Span


def fold_slowly(span: Span) -> None:
    """Fold, and stay in the transaction for a while: long enough to be killed in it."""
    fold_statistics(span)
    time.sleep(float(os.environ.get("FOLD_SECONDS", "0")))


def always_fail(_span: Span) -> None:
    """A follow-up with a mistake in it."""
    raise ArithmeticError("one too many")


TABLE = dataclasses.replace(follow_ups.TABLE, later={"broken": always_fail, "engagement": fold_slowly})
