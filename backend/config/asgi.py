# SPDX-License-Identifier: EUPL-1.2
"""The ASGI application: pages and API, and the live figures over websockets."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
pages_and_api = get_asgi_application()

# what follows reads settings and models, which are ready only now
from django.conf import settings  # noqa: E402

from backend.faces.live.hub import Hub  # noqa: E402
from backend.faces.live.routes import websockets  # noqa: E402

application = ProtocolTypeRouter({"http": pages_and_api, "websocket": websockets(Hub(settings.LIVE_URL))})
