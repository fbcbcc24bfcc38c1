# SPDX-License-Identifier: EUPL-1.2
"""A client's slots and a room's window: each socket gets the latest, and a slow one holds up nobody."""

import asyncio
import json

from backend.faces.live.client import Client, Packet
from backend.faces.live.protocol import DEGRADED, LIVE, RESYNC
from backend.faces.live.room import AT_ONCE, Room
from tests.faces.live.test_merging import tallies
from tests.live.waiting import until

HELLO = {"type": "hello", "epoch": "e", "position": 0}


class Socket:
    """Takes frames, and may be slow: `ready` says whether it takes the next."""

    def __init__(self) -> None:
        self.frames: list[dict] = []
        self.texts: list[str] = []
        self.ready = asyncio.Event()
        self.ready.set()

    async def send(self, text: str) -> None:
        await self.ready.wait()
        self.texts.append(text)
        self.frames.append(json.loads(text))


def connected(room: Room, socket: Socket) -> Client:
    client = Client("joki", socket.send, HELLO)
    room.clients.add(client)
    return client


async def test_the_first_frame_is_hello_and_figures_follow():
    room, socket = Room(1, 0.05), Socket()
    connected(room, socket)
    room.offer(tallies(0, 1, idea1=1))
    await until(lambda: len(socket.frames) == 2)
    assert socket.frames == [HELLO, tallies(0, 1, idea1=1)]


async def test_after_a_quiet_window_a_frame_is_sent_at_once_and_later_ones_are_joined():
    loop = asyncio.get_running_loop()
    room, socket = Room(1, 0.2), Socket()
    connected(room, socket)
    began = loop.time()
    room.offer(tallies(0, 1, idea1=1))
    await until(lambda: len(socket.frames) == 2)
    assert loop.time() - began < 0.15
    for position in range(1, 6):
        room.offer(tallies(position, position + 1, idea1=position))
    await until(lambda: len(socket.frames) == 3)
    assert loop.time() - began >= 0.19
    assert socket.frames[-1] == tallies(1, 6, idea1=5)


async def test_a_frame_is_made_into_text_once_for_all_clients():
    room = Room(1, 0.05)
    sockets = [Socket() for _ in range(AT_ONCE + 50)]
    for socket in sockets:
        connected(room, socket)
    room.offer(tallies(0, 1, idea1=1))
    await until(lambda: all(len(socket.texts) == 2 for socket in sockets))
    assert len({id(socket.texts[1]) for socket in sockets}) == 1


async def test_a_slow_client_holds_nobody_up_and_gets_the_latest_in_one_frame():
    room, slow, quick = Room(1, 0.01), Socket(), Socket()
    connected(room, slow)
    connected(room, quick)
    await until(lambda: slow.frames)
    slow.ready.clear()
    for position in range(20):
        room.offer(tallies(position, position + 1, **{f"idea{position % 3}": position}))
        await until(lambda: quick.frames[-1].get("position") == position + 1)  # noqa: B023 awaited at once
    slow.ready.set()
    await until(lambda: slow.frames[-1].get("position") == 20)
    assert slow.frames[1:] == [tallies(0, 1, idea0=0), tallies(1, 20, idea1=19, idea2=17, idea0=18)]


async def test_a_state_overtakes_figures_and_the_last_state_wins():
    room, socket = Room(1, 0.01), Socket()
    client = connected(room, socket)
    await until(lambda: socket.frames)
    socket.ready.clear()
    client.offer(Packet(tallies(0, 1)))
    await asyncio.sleep(0.01)
    client.offer(Packet(RESYNC))
    for state in (DEGRADED, LIVE, DEGRADED, LIVE):
        client.tell(state)
    socket.ready.set()
    await until(lambda: len(socket.frames) == 4)
    assert socket.frames[1:] == [tallies(0, 1), LIVE, RESYNC]


async def test_a_socket_that_is_gone_disturbs_nobody():
    room, socket = Room(1, 0.01), Socket()

    async def gone(text: str) -> None:
        raise ConnectionError(text)

    room.clients.add(Client("joki", gone, HELLO))
    connected(room, socket)
    for position in range(3):
        room.offer(tallies(position, position + 1))
        await until(lambda: socket.frames and socket.frames[-1].get("position") == position + 1)  # noqa: B023


async def test_a_client_that_left_hears_no_more():
    room, socket = Room(1, 0.01), Socket()
    client = connected(room, socket)
    await until(lambda: socket.frames)
    socket.ready.clear()
    client.offer(Packet(tallies(0, 1)))
    await asyncio.sleep(0.01)
    client.stop()
    socket.ready.set()
    await asyncio.sleep(0.02)
    assert socket.frames == [HELLO]
