# SPDX-License-Identifier: EUPL-1.2
"""A socket to which nothing happens for more than a minute stays open."""

import asyncio

import pytest
from websockets.asyncio.client import connect

from tests.live.site import running_site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults, pytest.mark.slow, pytest.mark.timeout(120)]


async def test_an_idle_socket_stays_open(campaign, tmp_path):
    with running_site(tmp_path, slug="joki") as site:
        async with connect(site.socket("joki"), origin=site.origin, ping_interval=None) as socket:
            assert '"hello"' in await socket.recv()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(socket.recv(), 65)
            await asyncio.wait_for(await socket.ping(), 2)
