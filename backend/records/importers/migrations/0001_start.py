# SPDX-License-Identifier: EUPL-1.2
"""Schema: archives that were brought."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0003_population"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArchiveImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("position", models.BigIntegerField()),
                ("rows", models.JSONField()),
                ("imported_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["-imported_at", "-id"],
            },
        ),
    ]
