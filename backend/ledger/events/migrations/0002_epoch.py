# SPDX-License-Identifier: EUPL-1.2
"""Name this ledger."""

from typing import Any

from django.db import migrations


def name_ledger(apps: Any, _editor: Any) -> None:
    """Make the one row, with a random name."""
    apps.get_model("events", "Epoch").objects.get_or_create(only=True)


class Migration(migrations.Migration):
    """The one row of the epoch."""

    dependencies = [("events", "0001_start")]
    operations = [migrations.RunPython(name_ledger, migrations.RunPython.noop)]
