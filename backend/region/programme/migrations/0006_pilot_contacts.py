# SPDX-License-Identifier: EUPL-1.2
"""Schema: messages to pilots, on a clock of fourteen days."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0005_instruments"),
    ]

    operations = [
        migrations.CreateModel(
            name="PilotContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "wish",
                    models.CharField(
                        choices=[("partner", "Partner"), ("learn", "Learn"), ("press", "Press")], max_length=7
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=100)),
                ("organisation", models.CharField(blank=True, default="", max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("message", models.TextField(blank=True)),
                ("language", models.CharField(choices=[("fi", "fi"), ("sv", "sv"), ("en", "en")], max_length=2)),
                ("received_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("joined", "Joined"), ("answered", "Answered"), ("not_ours", "Not Ours")],
                        default="",
                        max_length=8,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programme.pilot"
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("closed_at__isnull", True), ("confirmed_at__isnull", False)
                        ),
                        fields=["due_at"],
                        name="contact_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("due_at__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("due_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="contact_clock_starts_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("outcome", "")),
                            models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="contact_closed_with_an_outcome",
                    ),
                ],
            },
        ),
    ]
