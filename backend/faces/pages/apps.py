# SPDX-License-Identifier: EUPL-1.2
"""The app of pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Label `pages`."""

    name = "backend.faces.pages"
    label = "pages"
