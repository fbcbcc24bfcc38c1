# SPDX-License-Identifier: EUPL-1.2
"""Schema: kept acts and kiosks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.BinaryField(max_length=32)),
                ("mark", models.BinaryField(max_length=32)),
                ("content", models.BinaryField()),
                ("kept_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("kept_until", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("holder", "mark"), name="kept_act_once")],
            },
        ),
        migrations.CreateModel(
            name="Kiosk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("started_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("allowance", models.PositiveSmallIntegerField(default=120)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("allowance__gte", 1)), name="kiosk_allows_somebody")
                ],
            },
        ),
    ]
