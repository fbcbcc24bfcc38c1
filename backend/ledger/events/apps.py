# SPDX-License-Identifier: EUPL-1.2
"""The app of the ledger."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Label `events`."""

    name = "backend.ledger.events"
    label = "events"
