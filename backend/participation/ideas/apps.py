# SPDX-License-Identifier: EUPL-1.2
"""The app of ideas."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    """Label `ideas`."""

    name = "backend.participation.ideas"
    label = "ideas"
