# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=3, unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("name_fi", models.CharField(max_length=40)),
                ("name_sv", models.CharField(max_length=40)),
                ("inessive_fi", models.CharField(max_length=40)),
                ("bilingual", models.BooleanField(default=False)),
                ("tile_column", models.PositiveSmallIntegerField()),
                ("tile_row", models.PositiveSmallIntegerField()),
                ("sort_key", models.CharField(max_length=60)),
            ],
            options={
                "ordering": ["sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tile_column"), models.F("tile_row"), name="municipality_has_its_tile"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField()),
                ("name", models.JSONField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="districts", to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["municipality", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("slug"), name="district_unique_in_municipality"
                    )
                ],
            },
        ),
    ]
