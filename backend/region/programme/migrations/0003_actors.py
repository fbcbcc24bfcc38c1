# SPDX-License-Identifier: EUPL-1.2
"""Schema: actors and claims to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_municipalities"),
        ("programme", "0002_spearheads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Actor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.JSONField()),
                ("description", models.JSONField(default=dict)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("university", "University"),
                            ("research", "Research"),
                            ("association", "Association"),
                            ("public", "Public"),
                            ("other", "Other"),
                        ],
                        max_length=11,
                    ),
                ),
                ("business_id", models.CharField(blank=True, default="", max_length=9)),
                ("website", models.URLField(blank=True, default="")),
                ("sort_key", models.CharField(max_length=240)),
                ("proposed_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "id"],
            },
        ),
        migrations.CreateModel(
            name="ActorClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                            ("ended", "Ended"),
                        ],
                        default="pending",
                        max_length=9,
                    ),
                ),
                ("message", models.TextField(blank=True, default="")),
                ("reason", models.TextField(blank=True, default="")),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="programme.actor"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at__isnull", False), models.Q(("business_id", ""), _negated=True)),
                fields=("business_id",),
                name="actor_business_id_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="actorclaim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["pending", "confirmed"])),
                fields=("actor", "account"),
                name="actor_claimed_once_at_a_time",
            ),
        ),
    ]
