# SPDX-License-Identifier: EUPL-1.2
"""The app of handling."""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    """Label `handling`."""

    name = "backend.participation.handling"
    label = "handling"
