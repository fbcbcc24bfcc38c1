# SPDX-License-Identifier: EUPL-1.2
"""A browser's socket: whom it admits, what it sends, and what closes it."""

import asyncio

import pytest
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings as configured
from django.db import connections

from backend.faces.live.consumer import LONGEST_MESSAGE, MOST_MESSAGES, NOT_FOUND, POLICY_VIOLATED, TRY_AGAIN_LATER
from backend.faces.live.hub import Hub
from backend.faces.live.push import push_tallies
from backend.faces.live.routes import websockets
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db(transaction=True)
OURS = [(b"origin", b"https://parvi.example.org")]


@pytest.fixture
async def open_socket(settings):
    """Open a socket at an address: open_socket("joki")."""
    settings.ALLOWED_HOSTS = ["parvi.example.org"]
    hub = Hub(configured.LIVE_URL, window=0.01)
    application = websockets(hub)
    yield lambda slug, headers=OURS: WebsocketCommunicator(application, f"/ws/campaigns/{slug}/", headers=headers)
    await hub.close()


async def closed_with(socket: WebsocketCommunicator) -> int:
    """The code with which the server closes, after whatever it sends before."""
    while (message := await socket.receive_output(3))["type"] != "websocket.close":
        pass
    return message["code"]


async def test_a_page_hears_hello_and_what_changes(open_socket, campaign, idea, aino, fold):
    await database_sync_to_async(fold)()
    socket = open_socket("joki")
    assert await socket.connect() == (True, None)
    assert (await socket.receive_json_from())["type"] == "hello"
    await database_sync_to_async(lambda: (support_idea(by=aino, idea_id=idea.id), push_tallies(fold())))()
    frame = await socket.receive_json_from()
    assert frame["ideas"] == {str(idea.id): {"supports": 1, "comments": 0}}
    await socket.disconnect()


async def test_a_campaign_that_is_not_everybodys_closes_with_4404(open_socket, make_campaign):
    await database_sync_to_async(make_campaign)("luonnos", published=False)
    for slug in ("luonnos", "tuntematon"):
        socket = open_socket(slug)
        await socket.connect()
        assert await closed_with(socket) == NOT_FOUND


@pytest.mark.parametrize("headers", [[], [(b"origin", b"https://elsewhere.example.org")], [(b"origin", b"null")]])
async def test_a_page_of_another_site_is_not_let_in(open_socket, campaign, headers):
    socket = open_socket("joki", headers)
    admitted, _ = await socket.connect()
    assert not admitted


@pytest.mark.parametrize("address", ["", "nowhere/", "joki/more"])
async def test_an_unknown_address_is_not_let_in(open_socket, campaign, address):
    socket = open_socket(f"../{address}")
    admitted, _ = await socket.connect()
    assert not admitted


@pytest.mark.parametrize("message", ["x" * (LONGEST_MESSAGE + 1), b"x" * (LONGEST_MESSAGE + 1)])
async def test_too_long_a_message_closes(open_socket, campaign, message):
    socket = open_socket("joki")
    await socket.connect()
    await socket.send_to(**{"text_data" if isinstance(message, str) else "bytes_data": message})
    assert await closed_with(socket) == POLICY_VIOLATED


async def test_too_many_messages_close(open_socket, campaign):
    socket = open_socket("joki")
    await socket.connect()
    await socket.receive_json_from()
    for _ in range(MOST_MESSAGES):
        await socket.send_to("ping")
    assert await socket.receive_nothing(0.1)
    await socket.send_to("ping")
    assert await closed_with(socket) == POLICY_VIOLATED


async def test_a_database_that_is_away_closes_with_try_again_later(open_socket, campaign, monkeypatch):
    @database_sync_to_async
    def lose(port: str) -> None:
        monkeypatch.setitem(connections["default"].settings_dict, "PORT", port)
        connections["default"].close()

    await lose("9")
    socket = open_socket("joki")
    await socket.connect()
    code = await closed_with(socket)
    monkeypatch.undo()
    assert code == TRY_AGAIN_LATER


async def test_sockets_hold_no_database_connection(open_socket, campaign):
    sockets = [open_socket("joki") for _ in range(20)]
    for socket in sockets:
        await socket.connect()
        await socket.receive_json_from()
    assert await database_sync_to_async(lambda: connections["default"].connection)() is None
    await asyncio.gather(*(socket.disconnect() for socket in sockets))
