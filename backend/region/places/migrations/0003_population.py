# SPDX-License-Identifier: EUPL-1.2
"""Schema: population by reference date and source."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_municipalities"),
    ]

    operations = [
        migrations.CreateModel(
            name="PopulationDataset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference_date", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("licence", models.CharField(max_length=100)),
                ("synthetic", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-reference_date", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("reference_date", "source"), name="population_dataset_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Population",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("age_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("language", models.CharField(blank=True, default="", max_length=8)),
                ("people", models.PositiveIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="places.populationdataset"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dataset", "municipality", "age_from", "age_to", "language"),
                        name="population_row_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from__isnull", True),
                            ("age_to__isnull", True),
                            ("age_from__lte", models.F("age_to")),
                            _connector="OR",
                        ),
                        name="population_ages_in_order",
                    ),
                ],
            },
        ),
    ]
