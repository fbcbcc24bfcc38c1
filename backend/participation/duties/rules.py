# SPDX-License-Identifier: EUPL-1.2
"""How long before a day, and how long after it, who is told of work that waits."""

import datetime
from typing import Literal

DutyKind = Literal["answers", "feedback", "contacts", "cases"]

REMINDED_BEFORE: dict[DutyKind, datetime.timedelta] = {
    # answers to ideas are reminded of a week before, by campaign (handling.reminding)
    "answers": datetime.timedelta(days=7),
    # of fourteen days, ten are over
    "feedback": datetime.timedelta(days=4),
    "contacts": datetime.timedelta(days=4),
    "cases": datetime.timedelta(days=2),
}
"""How long before its day the people whose work it is are reminded."""
ADMINS_TOLD_AFTER = datetime.timedelta(days=7)
"""So long after its day the admins of the municipality are told."""
