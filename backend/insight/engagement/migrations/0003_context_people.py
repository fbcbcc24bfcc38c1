# SPDX-License-Identifier: EUPL-1.2
"""Schema: who of a campaign's people has which context."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0002_hidden"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContextPeople",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "campaign_id",
                        "dimension",
                        "value",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("campaign_id", models.BigIntegerField()),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("municipality", "Municipality"),
                            ("district", "District"),
                            ("age_band", "Age Band"),
                            ("language", "Language"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.CharField(max_length=20)),
                ("people", models.BinaryField()),
            ],
        ),
    ]
