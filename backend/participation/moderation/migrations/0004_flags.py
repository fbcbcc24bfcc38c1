# SPDX-License-Identifier: EUPL-1.2
"""Schema: what a machine noticed."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0004_waiting"),
        ("ideas", "0016_waiting"),
        ("moderation", "0003_read_first"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="source",
            field=models.CharField(
                choices=[
                    ("report", "Report"),
                    ("staff", "Staff"),
                    ("premoderation", "Premoderation"),
                    ("flag", "Flag"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same_text", "Same Text"),
                            ("fast", "Fast"),
                            ("many_links", "Many Links"),
                            ("mostly_link", "Mostly Link"),
                            ("new_account", "New Account"),
                        ],
                        max_length=16,
                    ),
                ),
                ("numbers", models.JSONField(default=dict)),
                ("others", models.JSONField(default=list)),
                ("noticed_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="moderation.case"
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="discussion.comment",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.idea"),
                ),
            ],
            options={
                "ordering": ["kind", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("idea", "comment", "kind"), name="flag_once", nulls_distinct=False)
                ],
            },
        ),
    ]
