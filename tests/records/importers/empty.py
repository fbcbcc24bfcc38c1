# SPDX-License-Identifier: EUPL-1.2
"""Making the database of a test an empty instance: with reference data, and numbers that go on from where they were."""

import importlib

from django.apps import apps
from django.core.cache import cache
from django.db import connection

from backend.ledger.events.models import Epoch

KEPT = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "places_municipality",
    "places_populationdataset",
    "places_population",
    "programme_spearhead",
    "programme_instrument",
}
"""What every instance has."""


def empty_the_instance() -> None:
    """Nothing is left but reference data; ids are not given anew, so that none can be the same by chance."""
    names = set(connection.introspection.table_names()) - KEPT
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(sorted(names))}")
    Epoch.objects.get_or_create(only=True)
    cache.clear()
    assert importlib.import_module("backend.participation.campaigns.models").Campaign.objects.count() == 0
    assert apps.ready
