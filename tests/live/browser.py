# SPDX-License-Identifier: EUPL-1.2
"""A page in a browser that follows a campaign of a running site, as live.ts does."""

import asyncio
import json
import secrets
import time
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.live.page import Page
from tests.live.site import Site

SPREAD_SECONDS = 1.0


class Browser:
    """Hears frames, asks for snapshots after gaps, and keeps when it heard what."""

    def __init__(self, site: Site, slug: str) -> None:
        self._site, self._slug = site, slug
        self.page = Page()
        self.heard: list[tuple[float, Any]] = []
        self.snapshots = 0

    async def follow(self) -> None:
        """Follow until cancelled or closed by the server."""
        async with connect(self._site.socket(self._slug), origin=self._site.origin) as socket:  # type: ignore[arg-type]
            try:
                async for text in socket:
                    frame = json.loads(text)
                    self.heard.append((time.monotonic(), frame))
                    self.page.hear(frame)
                    if self.page.asks:
                        await self._ask(at_once=frame["type"] == "hello")
            except ConnectionClosed:
                return

    async def _ask(self, *, at_once: bool) -> None:
        """Frames that come meanwhile lie in the socket and are heard after it."""
        if not at_once:
            await asyncio.sleep(SPREAD_SECONDS * secrets.randbelow(1000) / 1000)
        snapshot = await asyncio.to_thread(self._site.snapshot, self._slug)
        self.snapshots += 1
        if snapshot is not None:
            self.page.take(snapshot)

    def types_since(self, moment: float) -> list[str]:
        """The types of the frames that came after a moment; states by their name."""
        return [frame.get("state", frame["type"]) for at, frame in self.heard if at > moment]
