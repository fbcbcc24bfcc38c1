# SPDX-License-Identifier: EUPL-1.2
"""How often one may ask: by person, by address for the others, and always when Redis is away."""

import pytest

from backend.common.cache import ForgivingRedisCache
from backend.faces.api.throttles import count, network, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(settings):
    """Three requests a day for everybody."""
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"acts": "3/day", "anonymous": "3/day"},
    }


def statuses(caller, number: int, **options) -> list[int]:
    return [caller.client.get("/api/v1/municipalities/", **options).status_code for _ in range(number)]


def test_the_fourth_request_of_a_person_is_too_often(call, aino, onni, three, refused):
    aino_calls = call(aino)
    assert statuses(aino_calls, 3) == [200, 200, 200]
    answer = aino_calls.get("municipalities/")
    refused(answer, 429, "too_often")
    assert 0 < int(answer["Retry-After"]) <= 86_400
    assert statuses(call(onni), 3) == [200, 200, 200], (
        "another person behind the same address has a number of their own"
    )


def test_a_person_is_counted_in_all_their_sessions(call, aino, three):
    assert statuses(call(aino), 2) + statuses(call(aino), 2) == [200, 200, 200, 429]


def test_a_forged_address_does_not_help(anyone, three):
    tries = [statuses(anyone, 1, headers={"X-Forwarded-For": f"10.0.0.{n}"})[0] for n in range(4)]
    assert tries == [200, 200, 200, 429]


def test_behind_our_proxy_its_own_entry_counts(anyone, three, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    forged = [statuses(anyone, 1, headers={"X-Forwarded-For": f"10.0.0.{n}, 192.0.2.7"})[0] for n in range(4)]
    assert forged == [200, 200, 200, 429]
    assert statuses(anyone, 1, headers={"X-Forwarded-For": "192.0.2.8"}) == [200]


def test_a_subscriber_cannot_walk_through_their_own_network():
    assert network("2001:db8:1:2:3::1") == network("2001:db8:1:2:ffff::2") != network("2001:db8:1:3::1")
    assert (network("192.0.2.7"), network("nonsense"), network("")) == ("192.0.2.7", "unknown", "unknown")


def test_when_redis_is_away_everything_is_allowed(anyone, three, settings):
    nowhere = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = {"default": nowhere}
    assert statuses(anyone, 6) == [200] * 6
    ForgivingRedisCache.away_until = 0.0


def test_rates_are_read_as_they_are_written():
    assert rate("acts") == (600, 60)
    assert rate("anonymous") == (1200, 60)
    assert [count("throttle:test", 60) for _ in range(3)] == [1, 2, 3]
