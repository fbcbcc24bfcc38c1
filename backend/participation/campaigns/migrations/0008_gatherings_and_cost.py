# SPDX-License-Identifier: EUPL-1.2
"""Schema: where people met because of a campaign, and what it costs."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0007_read_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gathering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("workshop", "Workshop"),
                            ("school_visit", "School Visit"),
                            ("desk_day", "Desk Day"),
                        ],
                        max_length=12,
                    ),
                ),
                ("held_on", models.DateField()),
                ("place", models.CharField(max_length=200)),
                ("title", models.JSONField()),
                ("attended", models.PositiveIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("noted_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_for", models.CharField(blank=True, default="", max_length=500)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="GatheringVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("workshop", "Workshop"),
                            ("school_visit", "School Visit"),
                            ("desk_day", "Desk Day"),
                        ],
                        max_length=12,
                    ),
                ),
                ("held_on", models.DateField()),
                ("place", models.CharField(max_length=200)),
                ("title", models.JSONField()),
                ("attended", models.PositiveIntegerField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="campaigns.gathering"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Cost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveIntegerField()),
                ("staff_hours", models.DecimalField(decimal_places=1, max_digits=9)),
                ("hour_price", models.DecimalField(decimal_places=2, max_digits=9)),
                ("purchases", models.DecimalField(decimal_places=2, max_digits=12)),
                ("is_public", models.BooleanField(default=False)),
                ("noted_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "ordering": ["-edition"],
                "constraints": [
                    models.UniqueConstraint(models.F("campaign"), models.F("edition"), name="cost_once_an_edition"),
                    models.CheckConstraint(
                        condition=models.Q(("hour_price__gte", 0), ("purchases__gte", 0), ("staff_hours__gte", 0)),
                        name="cost_is_no_income",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="gathering",
            index=models.Index(fields=["campaign", "held_on"], name="gathering_by_campaign"),
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dropped_at__isnull", True), ("dropped_for", "")),
                    models.Q(("dropped_at__isnull", False), models.Q(("dropped_for", ""), _negated=True)),
                    _connector="OR",
                ),
                name="gathering_dropped_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="gatheringversion",
            constraint=models.UniqueConstraint(
                models.F("gathering"), models.F("number"), name="gathering_version_once"
            ),
        ),
    ]
