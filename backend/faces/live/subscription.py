# SPDX-License-Identifier: EUPL-1.2
"""One subscription to Redis that is kept up, and says when it is lost and when it is back."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import RedisError

from backend.common.faults import kind_of
from backend.faces.live.channel import Channels

QUIET_SECONDS = 0.3
"""After so long a silence Redis is asked for a sign of life; after two more it counts as lost."""
FIRST_PAUSE, LAST_PAUSE = 0.1, 1.0
_random = secrets.SystemRandom()
_log = structlog.get_logger(__name__)


class Listener(Protocol):
    """Who hears what comes: each is called in the event loop and must not wait for clients."""

    def hear(self, campaign_id: int, text: bytes) -> None:
        """A frame was published."""

    async def found(self) -> None:
        """From now on every frame is heard."""

    def lost(self) -> None:
        """Until `found`, frames may pass unheard."""


async def keep_subscribed(url: str, listener: Listener) -> None:
    """Listen until cancelled; a Redis that is away is tried again with growing, scattered pauses."""
    pause, away = FIRST_PAUSE, False
    while True:
        try:
            async with _subscribed(url) as subscription:
                await listener.found()
                if away:
                    _log.info("live_redis_back")
                pause, away = FIRST_PAUSE, False
                await _listen(subscription, listener)
        except (RedisError, OSError) as error:
            if not away:
                _log.warning("live_redis_away", error=kind_of(error))
            away = True
            listener.lost()
        await asyncio.sleep(pause * _random.uniform(0.5, 1))
        pause = min(2 * pause, LAST_PAUSE)


@asynccontextmanager
async def _subscribed(url: str) -> AsyncIterator[PubSub]:
    """A fresh connection; nothing in the library reconnects by itself, for then a loss would go unnoticed."""
    client: Redis = Redis.from_url(
        url,
        socket_timeout=None,  # the library's default would close a subscription that is merely quiet
        socket_connect_timeout=1,
        socket_keepalive=True,
        max_connections=2,
        protocol=2,
        retry=Retry(NoBackoff(), 0),
    )
    subscription = client.pubsub()
    try:
        async with asyncio.timeout(2):
            await subscription.psubscribe(Channels(url).pattern)
            await subscription.get_message(timeout=None)  # the confirmation
        yield subscription
    finally:
        await subscription.aclose()  # type: ignore[no-untyped-call]
        await client.aclose()


async def _listen(subscription: PubSub, listener: Listener) -> None:
    """Hand on what is published; raises ConnectionLost when Redis is gone or says nothing when asked."""
    silences = 0
    while True:
        message = await subscription.get_message(timeout=QUIET_SECONDS)
        if message is None:
            silences += 1
            # a busy event loop may miss an answer that lies there already: look twice after asking
            if silences > 2:
                raise ConnectionLost("Redis does not answer.")
            if silences == 1:
                await subscription.ping()
            continue
        silences = 0
        if message["type"] == "pmessage":
            listener.hear(Channels.campaign_of(message["channel"]), message["data"])
