# SPDX-License-Identifier: EUPL-1.2
"""The schema of privacy."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0005_amendments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Retention",
            fields=[
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="campaigns.campaign",
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("held_until", models.DateField(blank=True, null=True)),
                ("held_for", models.CharField(blank=True, default="", max_length=300)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months__isnull", True),
                            models.Q(("months__gte", 1), ("months__lte", 120)),
                            _connector="OR",
                        ),
                        name="kept_a_month_to_ten_years",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_for", ""), ("held_until__isnull", True)),
                            models.Q(("held_until__isnull", False), models.Q(("held_for", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="held_for_a_reason",
                    ),
                ],
            },
        ),
    ]
