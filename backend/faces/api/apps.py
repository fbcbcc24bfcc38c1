# SPDX-License-Identifier: EUPL-1.2
"""The app of api."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Label `api`."""

    name = "backend.faces.api"
    label = "api"
