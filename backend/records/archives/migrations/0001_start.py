# SPDX-License-Identifier: EUPL-1.2
"""Schema: archives of campaigns that are over."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0008_gatherings_and_cost"),
    ]

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("event_id", models.BigIntegerField()),
                ("size_bytes", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(models.F("campaign"), models.F("version"), name="archive_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sha256", ""), _negated=True), models.Q(("content", ""), _negated=True)
                        ),
                        name="archive_has_its_checksums",
                    ),
                ],
            },
        ),
    ]
