# SPDX-License-Identifier: EUPL-1.2
"""The app of duties."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Label `duties`."""

    name = "backend.participation.duties"
    label = "duties"
