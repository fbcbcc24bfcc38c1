# SPDX-License-Identifier: EUPL-1.2
"""That an erasure has moved no count: what the commands that prove the sums find."""

from backend.insight.engagement.comparison import compare_with_ledger
from backend.participation.discussion.differences import comment_tally_differences
from backend.participation.supports.selectors import tally_differences


def differences() -> list:
    """What `recount` and `rebuild_statistics --compare` find."""
    return [*tally_differences(), *comment_tally_differences(), *compare_with_ledger().differences]
