# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ideas", "0001_start"),
        ("participants", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
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
                ("in_favour", models.IntegerField(default=0)),
                ("against", models.IntegerField(default=0)),
                ("neutral", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stance",
                    models.CharField(
                        choices=[("for", "For"), ("against", "Against"), ("neutral", "Neutral")],
                        default="neutral",
                        max_length=8,
                    ),
                ),
                ("text", models.TextField()),
                ("language", models.CharField(default="fi", max_length=8)),
                ("written_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participants.participant"
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.idea"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="discussion.comment",
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("parent__isnull", True)),
                        fields=["idea", "-written_at", "-id"],
                        name="comment_newest",
                    )
                ],
            },
        ),
    ]
