# SPDX-License-Identifier: EUPL-1.2
"""A real mail server on the loopback address that keeps what it takes, and can refuse, stall and hang up."""

import asyncio
import contextlib
import dataclasses
import logging
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclasses.dataclass
class Postbox:
    """What came, in order; `refusals` answers an address at RCPT, `data_answer` every letter after it was read.

    After as many letters as `pauses` say it waits with its answer, and sets `in_flight`.
    """

    port: int = 0
    letters: list[EmailMessage] = dataclasses.field(default_factory=list)
    refusals: dict[str, str] = dataclasses.field(default_factory=dict)
    data_answer: str = "250 OK"
    stall_seconds: float = 0
    hangs_up: bool = False
    pauses: set[int] = dataclasses.field(default_factory=set)
    connections: int = 0
    in_flight: threading.Event = dataclasses.field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """What EMAIL_URL says."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def to(self) -> Counter[str]:
        """How many letters came to each address."""
        return Counter(str(letter["To"]) for letter in self.letters)

    @property
    def names(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(str(letter["Message-ID"]).strip() for letter in self.letters)

    async def handle_EHLO(self, server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]):  # noqa: N802
        """Every connection says hello once."""
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Take the address, or refuse it."""
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the letter, then answer: late, or never, where the test says so."""
        if self.data_answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hangs_up:
            server.transport.close()
        if self.stall_seconds:
            await asyncio.sleep(self.stall_seconds)
        if len(self.letters) in self.pauses:
            self.pauses.remove(len(self.letters))
            self.in_flight.set()
            await asyncio.sleep(2)
        return self.data_answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def open_postbox() -> Iterator[Postbox]:
    """A server for the time of the block."""
    postbox = Postbox(_free_port())
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # else every line of every letter
    controller = Controller(postbox, hostname="127.0.0.1", port=postbox.port)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()
