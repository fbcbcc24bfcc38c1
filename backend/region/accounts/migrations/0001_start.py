# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.ids
import backend.region.accounts.pseudonyms


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                (
                    "pseudonym",
                    models.CharField(
                        default=backend.region.accounts.pseudonyms.new_pseudonym, max_length=40, unique=True
                    ),
                ),
                ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "language",
                    models.CharField(choices=[("fi", "fi"), ("sv", "sv"), ("en", "en")], default="fi", max_length=2),
                ),
                (
                    "person_number",
                    models.BigIntegerField(default=backend.common.ids.random_number, editable=False, unique=True),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
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
        migrations.CreateModel(
            name="Role",
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
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to=settings.AUTH_USER_MODEL
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
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("birth_year__isnull", True), ("birth_year__range", (1900, 2100)), _connector="OR"),
                name="account_birth_year_is_plausible",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                fields=("account", "kind", "municipality"), name="role_given_once", nulls_distinct=False
            ),
        ),
    ]
