# SPDX-License-Identifier: EUPL-1.2
"""Schema: comments that wait to be read."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0003_hidden"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingComment",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="discussion.comment",
                    ),
                ),
                ("text", models.TextField()),
                ("channel", models.CharField(max_length=8)),
                ("assurance", models.CharField(max_length=8)),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("refused_for", models.CharField(blank=True, db_default="", default="", max_length=16)),
                ("waits_since", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("read_by", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="waits",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
