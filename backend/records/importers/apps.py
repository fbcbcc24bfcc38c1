# SPDX-License-Identifier: EUPL-1.2
"""The app of importers."""

from django.apps import AppConfig


class ImportersConfig(AppConfig):
    """Label `importers`."""

    name = "backend.records.importers"
    label = "importers"
