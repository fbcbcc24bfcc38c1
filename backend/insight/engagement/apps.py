# SPDX-License-Identifier: EUPL-1.2
"""The app of engagement."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """Label `engagement`."""

    name = "backend.insight.engagement"
    label = "engagement"
