# SPDX-License-Identifier: EUPL-1.2
"""The app of assistance."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """Label `assistance`."""

    name = "backend.participation.assistance"
    label = "assistance"
