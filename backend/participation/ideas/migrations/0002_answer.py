# SPDX-License-Identifier: EUPL-1.2
"""Schema: answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="answer",
                        serialize=False,
                        to="ideas.idea",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("investigating", "Investigating"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("done", "Done"),
                        ],
                        max_length=13,
                    ),
                ),
                ("office", models.JSONField(default=dict)),
                ("text", models.JSONField()),
                ("answered_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
