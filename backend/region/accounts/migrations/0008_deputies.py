# SPDX-License-Identifier: EUPL-1.2
"""Schema: deputies, who stand in for a colleague's work."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_invitations"),
        ("places", "0003_population"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deputy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organiser", "Organiser"),
                            ("moderator", "Moderator"),
                            ("evaluator", "Evaluator"),
                            ("admin", "Admin"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True)),
                ("last_day", models.DateField(blank=True, null=True)),
                ("named_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["named_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("account", models.F("deputy")), _negated=True), name="deputy_is_another"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first_day__isnull", True), ("last_day__isnull", True)),
                            models.Q(
                                ("first_day__isnull", False),
                                ("first_day__lte", models.F("last_day")),
                                ("last_day__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="deputy_days_in_order",
                    ),
                    models.UniqueConstraint(
                        fields=("account", "deputy", "kind", "municipality", "first_day"),
                        name="deputy_named_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
    ]
