# SPDX-License-Identifier: EUPL-1.2
"""The app of supports."""

from django.apps import AppConfig


class SupportsConfig(AppConfig):
    """Label `supports`."""

    name = "backend.participation.supports"
    label = "supports"
