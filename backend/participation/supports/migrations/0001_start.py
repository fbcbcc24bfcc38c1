# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0001_start"),
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
                ("supports", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("supports", models.PositiveIntegerField()),
                (
                    "idea",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.idea"),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.votingwindow"
                    ),
                ),
            ],
            options={
                "ordering": ["-supports", "idea"],
                "constraints": [models.UniqueConstraint(fields=("window", "idea"), name="outcome_announced_once")],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "idea",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.idea"),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participants.participant"
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.votingwindow"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("participant", "idea"), name="support_once_a_person_and_idea")
                ],
            },
        ),
    ]
