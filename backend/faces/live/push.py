# SPDX-License-Identifier: EUPL-1.2
"""Pushing what the relay folded to the hubs, or dropping it: nothing waits for Redis longer than a blink."""

import functools

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from backend.faces.live.channel import Channels
from backend.faces.live.frames import frames_of
from backend.faces.live.protocol import encode
from backend.ledger.events.services import Span

_LIMIT_SECONDS = 0.1


def push_tallies(span: Span) -> None:
    """Publish the figures that changed in a span to every hub.

    Raises redis.RedisError when Redis does not take them within 100 ms; the caller drops the
    frames, and clients notice the gap by the next one's `previous`.
    """
    frames = frames_of(span)
    if not frames:
        return
    channels = Channels(settings.LIVE_URL)
    pipeline = _publisher(settings.LIVE_URL).pipeline(transaction=False)
    for campaign_id, frame in frames.items():
        pipeline.publish(channels.of_campaign(campaign_id), encode(frame))
    pipeline.execute()


@functools.cache
def _publisher(url: str) -> "redis.Redis":
    return redis.Redis.from_url(
        url,
        socket_timeout=_LIMIT_SECONDS,
        socket_connect_timeout=_LIMIT_SECONDS,
        max_connections=2,
        protocol=2,
        retry=Retry(NoBackoff(), 0),
    )
