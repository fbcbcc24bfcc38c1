# SPDX-License-Identifier: EUPL-1.2
"""The clients that follow one campaign, and what waits to be sent to all of them."""

import asyncio

from backend.faces.live.client import Client, Packet
from backend.faces.live.merging import joined
from backend.faces.live.protocol import Resync, State, Tallies

AT_ONCE = 200
"""So many clients are served before other work of the event loop has its turn."""


class Room:
    """Sends at once what comes after a quiet window, and joins what comes within one."""

    def __init__(self, campaign_id: int, window_seconds: float) -> None:
        self.campaign_id = campaign_id
        self.clients: set[Client] = set()
        # for the hub: a task that reads all figures, and whether it must read them (again)
        self.repairing: asyncio.Task[None] | None = None
        self.wants_all = False
        self._window = window_seconds
        self._pending: Tallies | Resync | None = None
        self._sent_at = 0.0
        self._flushing: asyncio.Task[None] | None = None

    def offer(self, frame: Tallies | Resync) -> None:
        """A frame for all clients."""
        self._pending = frame if self._pending is None else joined(self._pending, frame)
        if self._flushing is None:
            self._flushing = asyncio.get_running_loop().create_task(self._flush())

    def tell(self, state: State) -> None:
        """A state for all clients, now."""
        for client in self.clients:
            client.tell(state)

    async def _flush(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._pending is not None:
                await asyncio.sleep(max(0.0, self._sent_at + self._window - loop.time()))
                packet, self._pending, self._sent_at = Packet(self._pending), None, loop.time()
                for number, client in enumerate(tuple(self.clients), start=1):
                    client.offer(packet)
                    if number % AT_ONCE == 0:
                        await asyncio.sleep(0)
        finally:
            self._flushing = None
