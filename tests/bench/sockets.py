# SPDX-License-Identifier: EUPL-1.2
"""A websocket client small enough to have thousands of it in one process, on loopback."""

import asyncio
import base64
import json
import secrets
import time
from collections.abc import Callable
from typing import Any

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Frames:
    """What many clients get is parsed once: the last one, whole with its header."""

    def __init__(self) -> None:
        self._last = b""
        self._frame: Any = None

    def known(self, data: bytes) -> Any:
        """The frame that these bytes are, if they are the last one; else None."""
        return self._frame if data == self._last else None

    def parsed(self, data: bytes, text: bytes) -> Any:
        """The frame that a text says."""
        if data != self._last:
            self._last, self._frame = data, json.loads(text)
        return self._frame


class Socket(asyncio.Protocol):
    """Speaks just enough of the protocol; `hear` is called with each frame and the time of its arrival."""

    def __init__(self, path: str, origin: str, frames: Frames, hear: Callable[[Any, float], None]) -> None:
        self._path, self._origin, self._frames, self._hear = path, origin, frames, hear
        self._bytes = b""
        self._open = False
        self.ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self._transport: Any = transport
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        lines = [
            f"GET {self._path} HTTP/1.1",
            f"Host: {self._origin.removeprefix('http://')}",
            f"Origin: {self._origin}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        ]
        self._transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def connection_lost(self, exc: Exception | None) -> None:
        """The server or the network ended it."""
        self.ended = True

    def data_received(self, data: bytes) -> None:
        """Take in what is whole."""
        now = time.monotonic()
        if self._open and not self._bytes and (frame := self._frames.known(data)):
            self._hear(frame, now)
            return
        self._bytes += data
        if not self._open:
            head, end, rest = self._bytes.partition(b"\r\n\r\n")
            if not end:
                return
            assert b" 101 " in head.split(b"\r\n")[0], head
            self._open, self._bytes = True, rest
        while self._take(now):
            pass

    def _take(self, now: float) -> bool:
        """Take one frame off the front, if it is whole."""
        if len(self._bytes) < 2:
            return False
        length, start = self._bytes[1] & 127, 2
        if length >= 126:
            start = 4 if length == 126 else 10
            length = int.from_bytes(self._bytes[2:start], "big")
        if len(self._bytes) < start + length:
            return False
        whole, self._bytes = self._bytes[: start + length], self._bytes[start + length :]
        kind, text = whole[0] & 15, whole[start:]
        if kind == TEXT:
            self._hear(self._frames.parsed(whole, text), now)
        elif kind == PING:
            self._transport.write(bytes([128 | PONG, 128 | len(text)]) + b"\0\0\0\0" + text)
        elif kind == CLOSE:
            self._transport.close()
        return True

    def close(self) -> None:
        """Go."""
        self._transport.close()
