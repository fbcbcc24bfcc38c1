# SPDX-License-Identifier: EUPL-1.2
"""The app of live."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Label `live`."""

    name = "backend.faces.live"
    label = "live"
