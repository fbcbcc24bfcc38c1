# SPDX-License-Identifier: EUPL-1.2
"""Schema: what is published of people, stored once."""

from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0003_context_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("campaign_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("week", "Week"), ("phase", "Phase"), ("campaign", "Campaign")], max_length=10
                    ),
                ),
                ("period", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("rung", models.PositiveSmallIntegerField()),
                ("people", models.JSONField()),
                ("cells", models.JSONField()),
                ("counted", models.JSONField()),
                ("position", models.BigIntegerField()),
                ("definition", models.PositiveSmallIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("campaign_id", "period", "version"), name="release_published_once")
                ],
            },
        ),
    ]
