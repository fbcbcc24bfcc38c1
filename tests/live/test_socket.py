# SPDX-License-Identifier: EUPL-1.2
"""What a running server does with sockets that it does not want."""

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.live.site import Site, running_site

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(campaign, tmp_path):
    with running_site(tmp_path, slug="joki") as site:
        yield site


def followed(site: Site, slug: str = "joki"):
    return connect(site.socket(slug), origin=site.origin)


async def test_the_server_closes_what_is_no_campaign_too_long_or_refused(site):
    async with followed(site, "tuntematon") as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd.code == 4404
    async with followed(site) as socket:
        await socket.recv()
        await socket.send("x" * 10_000)
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd.code == 1009
    with pytest.raises(InvalidStatus):
        await connect(f"{site.socket('joki')}nowhere/", origin=site.origin)
