# SPDX-License-Identifier: EUPL-1.2
"""The app of config."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Label `config`."""

    name = "backend.config"
    label = "config"
