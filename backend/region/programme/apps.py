# SPDX-License-Identifier: EUPL-1.2
"""The app of programme."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Label `programme`."""

    name = "backend.region.programme"
    label = "programme"
