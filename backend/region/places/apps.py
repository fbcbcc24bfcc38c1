# SPDX-License-Identifier: EUPL-1.2
"""The app of places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Label `places`."""

    name = "backend.region.places"
    label = "places"
