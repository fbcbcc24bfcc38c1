# SPDX-License-Identifier: EUPL-1.2
"""The app of participants."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """Label `participants`."""

    name = "backend.participation.participants"
    label = "participants"
