# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the live figures ask for."""

from collections.abc import Callable, Iterator

import pytest

from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.services import Span, relay_batch
from tests.live.own_redis import OwnRedis
from tests.live.own_redis import own_redis as own_redis_in


@pytest.fixture
def fold() -> Callable[[], Span]:
    """Stamp and fold what is pending, as the relay does; the span."""
    return lambda: relay_batch(follow_ups().now) or Span(0, 0)


@pytest.fixture
def own_redis(tmp_path, settings) -> Iterator[OwnRedis]:
    """A Redis that the test may kill; the relay's pushes go there."""
    with own_redis_in(tmp_path) as redis:
        settings.LIVE_URL = redis.url
        yield redis
