# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0001_start"),
        ("participants", "0001_start"),
        ("places", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Idea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True, default="")),
                ("language", models.CharField(default="fi", max_length=8)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("cost", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("source_id", models.CharField(blank=True, default="", max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[("published", "Published"), ("withdrawn", "Withdrawn")],
                        default="published",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("proposed_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.participant",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ideas", to="campaigns.campaign"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.category",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.district",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="IdeaVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True, default="")),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("replaced_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(fields=["campaign", "-proposed_at", "-id"], name="idea_newest_in_campaign"),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_id", ""), _negated=True),
                fields=("campaign", "source_id"),
                name="idea_source_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                    _connector="OR",
                ),
                name="idea_coordinates_are_a_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                name="idea_cost_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="ideaversion",
            constraint=models.UniqueConstraint(models.F("idea"), models.F("number"), name="idea_version_unique"),
        ),
    ]
