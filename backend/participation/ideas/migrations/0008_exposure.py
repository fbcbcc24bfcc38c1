# SPDX-License-Identifier: EUPL-1.2
"""Schema: exposure, and editions of the varied order."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0002_who_takes_part"),
        ("ideas", "0007_actor"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exposure",
            fields=[
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="ideas.idea",
                    ),
                ),
                ("shown", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("idea_ids", models.BinaryField()),
                ("heads", models.BinaryField()),
                ("shown", models.BigIntegerField()),
                ("newest_id", models.BigIntegerField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("campaign"), models.F("number"), name="edition_unique")
                ],
            },
        ),
    ]
