# SPDX-License-Identifier: EUPL-1.2
"""Schema: address allowance."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_supports_hidden"),
        ("participants", "0004_slips"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressAllowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("network", models.CharField(max_length=50)),
                ("an_hour", models.PositiveSmallIntegerField()),
                ("note", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "made_by",
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
                    models.UniqueConstraint(fields=("campaign", "network"), name="address_allowed_once"),
                    models.CheckConstraint(condition=models.Q(("an_hour__gte", 1)), name="address_allows_somebody"),
                ],
            },
        ),
    ]
