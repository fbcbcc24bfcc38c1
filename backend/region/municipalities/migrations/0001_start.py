# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0002_municipalities"),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="places.municipality",
                    ),
                ),
                ("lacking", models.JSONField(default=dict)),
                ("assessed_on", models.DateField()),
                ("by_outsider", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="places.municipality",
                    ),
                ),
                ("brand_colour", models.CharField(blank=True, default="", max_length=7)),
                ("name", models.JSONField(default=dict)),
                ("welcome", models.JSONField(default=dict)),
                ("contact", models.JSONField(default=dict)),
                ("logo", models.BinaryField(null=True)),
                ("logo_width", models.PositiveSmallIntegerField(default=0)),
                ("logo_height", models.PositiveSmallIntegerField(default=0)),
                ("logo_alt", models.JSONField(default=dict)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("brand_colour", ""), ("brand_colour__regex", "^#[0-9a-f]{6}$"), _connector="OR"
                        ),
                        name="look_colour_is_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(choices=[("accessibility", "Accessibility"), ("other", "Other")], max_length=13),
                ),
                ("text", models.TextField()),
                ("page", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("language", models.CharField(choices=[("fi", "fi"), ("sv", "sv"), ("en", "en")], max_length=2)),
                ("received_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("due_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["municipality", "due_at"],
                        name="feedback_waiting",
                    )
                ],
            },
        ),
    ]
