# SPDX-License-Identifier: EUPL-1.2
"""The strategy's instruments, and own and private money."""

from typing import Any

from django.db import migrations

INSTRUMENTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("erdf", {"fi": "Euroopan aluekehitysrahasto (EAKR)", "sv": "Europeiska regionala utvecklingsfonden (Eruf)", "en": "European Regional Development Fund (ERDF)"}),
    ("aiko", {"fi": "AIKO-rahoitus", "sv": "AIKO-finansiering", "en": "AIKO funding"}),
    ("six-cities", {"fi": "6Aika", "sv": "6Aika", "en": "Six Cities"}),
    ("central-baltic", {"fi": "Central Baltic Interreg", "sv": "Central Baltic Interreg", "en": "Central Baltic Interreg"}),
    ("own", {"fi": "Oma rahoitus", "sv": "Egen finansiering", "en": "Own funding"}),
    ("private", {"fi": "Yksityinen rahoitus", "sv": "Privat finansiering", "en": "Private funding"}),
)  # fmt: skip


def add_instruments(apps: Any, _editor: Any) -> None:
    """Add them all."""
    model = apps.get_model("programme", "Instrument")
    model.objects.bulk_create(
        model(slug=slug, position=position, name=name) for position, (slug, name) in enumerate(INSTRUMENTS, start=1)
    )


def remove_instruments(apps: Any, _editor: Any) -> None:
    """Remove them all."""
    apps.get_model("programme", "Instrument").objects.all().delete()


class Migration(migrations.Migration):
    """Reference data: the instruments."""

    dependencies = [("programme", "0004_pilots")]
    operations = [migrations.RunPython(add_instruments, remove_instruments)]
