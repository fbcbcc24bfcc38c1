# SPDX-License-Identifier: EUPL-1.2
"""The app of initiatives."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """Label `initiatives`."""

    name = "backend.participation.initiatives"
    label = "initiatives"
