# SPDX-License-Identifier: EUPL-1.2
"""Schema: comments that moderation hides."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0002_thanks_mentions_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="HiddenComment",
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
                ("hidden_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="hidden_for",
            field=models.CharField(blank=True, db_default="", default="", max_length=16),
        ),
    ]
