# SPDX-License-Identifier: EUPL-1.2
"""The websocket addresses."""

from typing import Any

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator, WebsocketDenier
from django.urls import path, re_path

from backend.faces.live.consumer import CampaignConsumer
from backend.faces.live.hub import Hub


def websockets(hub: Hub) -> Any:
    """The ASGI application of websockets: pages of our own hosts only, and nothing at unknown addresses."""
    routes = [
        path("ws/campaigns/<slug:slug>/", CampaignConsumer.as_asgi(hub=hub)),
        re_path("", WebsocketDenier.as_asgi()),
    ]
    return AllowedHostsOriginValidator(URLRouter(routes))
