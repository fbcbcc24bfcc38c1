# SPDX-License-Identifier: EUPL-1.2
"""A browser that follows a campaign: it listens, the hub speaks."""

from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error as DatabaseError

from backend.faces.live.client import Client
from backend.faces.live.hub import Hub

TRY_AGAIN_LATER = 1013
POLICY_VIOLATED = 1008
NOT_FOUND = 4404
LONGEST_MESSAGE = 256
MOST_MESSAGES = 16


class CampaignConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """`/ws/campaigns/<slug>/`: closes with 4404 where there is no such campaign for everybody.

    No channel layer: it would be closed with Redis. No database connection is held.
    """

    channel_layer_alias = None

    def __init__(self, *args: Any, hub: Hub, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._hub = hub
        self._client: Client | None = None
        self._received = 0

    async def connect(self) -> None:
        """Accept, so that a browser can read why it is closed, and join."""
        await self.accept()
        try:
            self._client = await self._hub.join(self.scope["url_route"]["kwargs"]["slug"], self._deliver)
        except DatabaseError:
            await self.close(TRY_AGAIN_LATER)
        else:
            if self._client is None:
                await self.close(NOT_FOUND)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 the library's signature
        """Leave."""
        if self._client is not None:
            self._hub.leave(self._client)
            self._client = None

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Clients need say nothing; who says too much is closed."""
        self._received += 1
        if self._received > MOST_MESSAGES or len(text_data or bytes_data or "") > LONGEST_MESSAGE:
            await self.disconnect(POLICY_VIOLATED)
            await self.close(POLICY_VIOLATED)

    async def _deliver(self, text: str) -> None:
        await self.base_send({"type": "websocket.send", "text": text})
