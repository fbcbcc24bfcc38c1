# SPDX-License-Identifier: EUPL-1.2
"""The app of exports."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Label `exports`."""

    name = "backend.records.exports"
    label = "exports"
