# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the live figures ask for."""

from collections.abc import Callable

import pytest

from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import Span, relay_batch


@pytest.fixture
def fold() -> Callable[[], Span]:
    """Stamp and fold what is pending, as the relay does; the span."""
    return lambda: relay_batch(follow_ups().now) or Span(0, 0)
