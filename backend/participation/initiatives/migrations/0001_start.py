# SPDX-License-Identifier: EUPL-1.2
"""Schema: initiatives, signatures and their tally."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ideas", "0015_became_pilot"),
        ("participants", "0006_voter_is_no_key"),
        ("places", "0003_population"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True, default="")),
                ("language", models.CharField(max_length=8)),
                ("idea_version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("collecting", "Collecting"),
                            ("handed_over", "Handed Over"),
                            ("decided", "Decided"),
                            ("withdrawn", "Withdrawn"),
                            ("lapsed", "Lapsed"),
                        ],
                        default="collecting",
                        max_length=12,
                    ),
                ),
                ("maker_name", models.CharField(blank=True, default="", max_length=100)),
                ("maker_contact", models.CharField(blank=True, default="", max_length=200)),
                ("name_is_public", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("closes_at", models.DateTimeField()),
                ("threshold_reached_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                ("signatures", models.PositiveIntegerField(blank=True, null=True)),
                ("residents", models.PositiveIntegerField(blank=True, null=True)),
                ("population", models.PositiveIntegerField(blank=True, null=True)),
                ("population_on", models.DateField(blank=True, null=True)),
                ("population_source", models.CharField(blank=True, default="", max_length=200)),
                ("population_synthetic", models.BooleanField(default=False)),
                ("threshold", models.PositiveIntegerField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("reminded_before", models.DateField(blank=True, null=True)),
                ("reminded_after", models.DateField(blank=True, null=True)),
                ("handled_on", models.DateField(blank=True, null=True)),
                ("decision", models.JSONField(blank=True, default=dict)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "idea",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.idea"),
                ),
                (
                    "maker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.participant",
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
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SignatureTally",
            fields=[
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="initiatives.initiative",
                    ),
                ),
                ("signatures", models.PositiveIntegerField(default=0)),
                ("residents", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signer", models.BinaryField(max_length=32)),
                ("is_resident", models.BooleanField()),
                ("signed_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "initiative",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participants.participant"
                    ),
                ),
            ],
            options={
                "ordering": ["-signed_at", "-id"],
            },
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(fields=["municipality", "-made_at", "-id"], name="initiative_newest"),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["collecting", "handed_over"])),
                fields=("idea",),
                name="initiative_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("handed_over_at__isnull", False),
                        ("residents__isnull", False),
                        ("signatures__isnull", False),
                        ("state__in", ["handed_over", "decided"]),
                    ),
                    models.Q(("handed_over_at__isnull", True), ("state__in", ["collecting", "withdrawn", "lapsed"])),
                    _connector="OR",
                ),
                name="initiative_handed_over_with_its_count",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", False), ("handled_on__isnull", False), ("state", "decided")),
                    models.Q(models.Q(("state", "decided"), _negated=True), ("decided_at__isnull", True)),
                    _connector="OR",
                ),
                name="initiative_decided_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(fields=("initiative", "signer"), name="initiative_signed_once"),
        ),
    ]
