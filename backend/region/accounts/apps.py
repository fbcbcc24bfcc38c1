# SPDX-License-Identifier: EUPL-1.2
"""The app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Label `accounts`."""

    name = "backend.region.accounts"
    label = "accounts"
