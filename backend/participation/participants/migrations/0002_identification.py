# SPDX-License-Identifier: EUPL-1.2
"""Schema: identification."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0002_who_takes_part"),
        ("participants", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="admitted_to",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.CreateModel(
            name="Identification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("strong", "Strong"), ("register", "Register"), ("code", "Code")], max_length=10
                    ),
                ),
                ("identifier", models.BinaryField(max_length=32)),
                ("assurance", models.CharField(max_length=10)),
                ("identified_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["campaign", "kind", "identifier"], name="identification_by_identifier")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "kind", "campaign"), name="identified_once_a_kind", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "strong"), ("campaign__isnull", False), _connector="OR"),
                        name="identified_everywhere_only_strongly",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="participants.participant"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "participant"), name="second_account_once")],
            },
        ),
    ]
