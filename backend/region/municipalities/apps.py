# SPDX-License-Identifier: EUPL-1.2
"""The app of municipalities."""

from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """Label `municipalities`."""

    name = "backend.region.municipalities"
    label = "municipalities"
