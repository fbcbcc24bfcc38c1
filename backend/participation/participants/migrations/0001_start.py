# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0001_start"),
        ("places", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(default=backend.common.ids.random_number, primary_key=True, serialize=False),
                ),
                ("voter", models.BinaryField(max_length=32)),
                ("kind", models.CharField(default="account", max_length=10)),
                ("person_number", models.BigIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FrozenContext",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="frozen_context",
                        serialize=False,
                        to="participants.participant",
                    ),
                ),
                ("age_band", models.CharField(blank=True, default="", max_length=5)),
                ("language", models.CharField(blank=True, default="", max_length=8)),
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
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(fields=("campaign", "voter"), name="participant_is_one_person"),
        ),
    ]
