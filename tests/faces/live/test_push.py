# SPDX-License-Identifier: EUPL-1.2
"""Pushing to Redis: it arrives at once, or is dropped at once."""

import socket
import time

import pytest
import redis
from django.conf import settings as configured

from backend.faces.live.channel import Channels
from backend.faces.live.protocol import decode
from backend.faces.live.push import push_tallies
from backend.participation.supports.services import support_idea


@pytest.fixture
def heard():
    """A subscription to all that is pushed."""
    with redis.Redis.from_url(configured.LIVE_URL) as client, client.pubsub() as subscription:
        subscription.psubscribe(Channels(configured.LIVE_URL).pattern)
        subscription.get_message(timeout=5)
        yield subscription


def test_what_the_relay_folded_is_published_on_the_campaigns_channel(campaign, idea, aino, fold, heard):
    support_idea(by=aino, idea_id=idea.id)
    push_tallies(fold())
    message = heard.get_message(timeout=5)
    assert Channels.campaign_of(message["channel"]) == campaign.id
    assert decode(message["data"])["ideas"] == {str(idea.id): {"supports": 1, "comments": 0}}


def test_with_redis_away_the_push_fails_at_once(idea, aino, fold, settings):
    support_idea(by=aino, idea_id=idea.id)
    settings.LIVE_URL = "redis://127.0.0.1:9/0"
    began = time.monotonic()
    with pytest.raises(redis.RedisError):
        push_tallies(fold())
    assert time.monotonic() - began < 1


def test_a_redis_that_hangs_costs_a_blink(idea, aino, fold, settings):
    support_idea(by=aino, idea_id=idea.id)
    span = fold()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.LIVE_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        began = time.monotonic()
        with pytest.raises(redis.RedisError):
            push_tallies(span)
        assert time.monotonic() - began < 1


def test_databases_of_one_redis_do_not_hear_each_other():
    here, there = Channels("redis://example.org:6379/1"), Channels("redis://example.org:6379/2")
    assert here.pattern != there.pattern
    assert here.of_campaign(5).startswith(here.pattern.removesuffix("*"))
    assert Channels.campaign_of(here.of_campaign(5).encode()) == 5
