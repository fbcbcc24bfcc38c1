# SPDX-License-Identifier: EUPL-1.2
"""The app of privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Label `privacy`."""

    name = "backend.records.privacy"
    label = "privacy"
