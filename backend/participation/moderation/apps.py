# SPDX-License-Identifier: EUPL-1.2
"""The app of moderation."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Label `moderation`."""

    name = "backend.participation.moderation"
    label = "moderation"
