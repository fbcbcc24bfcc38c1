# SPDX-License-Identifier: EUPL-1.2
"""The app of campaigns."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Label `campaigns`."""

    name = "backend.participation.campaigns"
    label = "campaigns"
