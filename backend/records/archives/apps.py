# SPDX-License-Identifier: EUPL-1.2
"""The app of archives."""

from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    """Label `archives`."""

    name = "backend.records.archives"
    label = "archives"
