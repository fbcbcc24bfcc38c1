# SPDX-License-Identifier: EUPL-1.2
"""Schema: how coarsely a campaign's people are told, chosen once."""

from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0004_releases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Coarseness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("campaign_id", models.BigIntegerField(unique=True)),
                ("population_id", models.BigIntegerField(null=True)),
                ("rungs", models.JSONField()),
                ("chosen_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
        ),
    ]
