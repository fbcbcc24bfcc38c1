# SPDX-License-Identifier: EUPL-1.2
"""Schema: ideas that wait to be read."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0015_became_pilot"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingIdea",
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
                ("channel", models.CharField(max_length=8)),
                ("assurance", models.CharField(max_length=8)),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("refused_for", models.CharField(blank=True, db_default="", default="", max_length=16)),
                ("waits_since", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("read_by", models.DateTimeField()),
            ],
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
                    ("waiting", "Waiting"),
                ],
                default="published",
                max_length=10,
            ),
        ),
    ]
