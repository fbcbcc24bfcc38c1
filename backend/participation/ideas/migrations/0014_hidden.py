# SPDX-License-Identifier: EUPL-1.2
"""Schema: ideas that moderation hides."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0013_answer_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="HiddenIdea",
            fields=[
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="ideas.idea",
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField()),
                ("place", models.CharField(max_length=200)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("hidden_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.AddField(
            model_name="idea",
            name="hidden_for",
            field=models.CharField(blank=True, db_default="", default="", max_length=16),
        ),
        migrations.AlterField(
            model_name="idea",
            name="state",
            field=models.CharField(
                choices=[
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("erased", "Erased"),
                    ("merged", "Merged"),
                    ("hidden", "Hidden"),
                ],
                default="published",
                max_length=10,
            ),
        ),
    ]
