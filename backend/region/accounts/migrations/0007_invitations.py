# SPDX-License-Identifier: EUPL-1.2
"""Schema: invitations to staff, and letters about them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_uuid"),
        ("places", "0002_municipalities"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(choices=[("fi", "fi"), ("sv", "sv"), ("en", "en")], max_length=2)),
                ("template", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=60)),
                ("sealed", models.BinaryField()),
                ("tries", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("next_try", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
            options={
                "indexes": [models.Index(fields=["next_try", "id"], name="office_letter_queued")],
            },
        ),
        migrations.CreateModel(
            name="StaffInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("kinds", models.JSONField()),
                ("token_hash", models.BinaryField(unique=True)),
                ("invited_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            options={
                "ordering": ["-invited_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"
                        ),
                        name="invitation_ended_one_way",
                    )
                ],
            },
        ),
    ]
