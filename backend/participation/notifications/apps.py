# SPDX-License-Identifier: EUPL-1.2
"""The app of notifications."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Label `notifications`."""

    name = "backend.participation.notifications"
    label = "notifications"
