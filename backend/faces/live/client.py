# SPDX-License-Identifier: EUPL-1.2
"""One connected client: a slot of each kind, so a slow one holds up nobody and costs no queue."""

import asyncio
from collections.abc import Awaitable, Callable

from backend.faces.live.merging import joined
from backend.faces.live.protocol import Frame, Resync, State, Tallies, encode

Send = Callable[[str], Awaitable[None]]


class Packet:
    """A frame for many clients, made into text once, when the first of them is ready for it."""

    __slots__ = ("_text", "frame")

    def __init__(self, frame: Tallies | Resync) -> None:
        self.frame = frame
        self._text = ""

    @property
    def text(self) -> str:
        """The frame as it is sent."""
        self._text = self._text or encode(self.frame)
        return self._text

    def joined_by(self, later: "Packet") -> "Packet":
        """What says both."""
        return Packet(joined(self.frame, later.frame))


class Client:
    """Sends to one socket what is the latest when the socket is ready.

    `campaign` is the slug that it follows. Waiting are at most the first frame, one state and one
    packet; they are sent in this order by a task that lives only while there is something to send.
    """

    __slots__ = ("_first", "_packet", "_send", "_sending", "_state", "campaign")

    def __init__(self, campaign: str, send: Send, first: Frame) -> None:
        self.campaign = campaign
        self._send = send
        self._first: str | None = encode(first)
        self._state: str | None = None
        self._packet: Packet | None = None
        self._sending: asyncio.Task[None] | None = None
        self._go_on()

    def tell(self, state: State) -> None:
        """Whether changes arrive at once."""
        self._state = encode(state)
        self._go_on()

    def offer(self, packet: Packet) -> None:
        """The newest figures; joined to those that still wait."""
        self._packet = packet if self._packet is None else self._packet.joined_by(packet)
        self._go_on()

    def stop(self) -> None:
        """Send nothing more."""
        self._first = self._state = self._packet = None
        if self._sending is not None:
            self._sending.cancel()

    def _go_on(self) -> None:
        if self._sending is None:
            self._sending = asyncio.get_running_loop().create_task(self._deliver())

    async def _deliver(self) -> None:
        try:
            while (text := self._next()) is not None:
                await self._send(text)
        except Exception:  # noqa: BLE001, S110 - each server says in its own way that the socket is gone
            pass  # the consumer hears of it as a disconnect
        finally:
            self._sending = None

    def _next(self) -> str | None:
        """Take what comes next out of its slot."""
        if self._first is not None:
            text, self._first = self._first, None
        elif self._state is not None:
            text, self._state = self._state, None
        elif self._packet is not None:
            text, self._packet = self._packet.text, None
        else:
            return None
        return text
