# SPDX-License-Identifier: EUPL-1.2
"""Schema: files of reference data, and what they said of websites, social media and the programme."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0003_population"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReferenceImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("source", models.CharField(max_length=200)),
                ("licence", models.CharField(max_length=100)),
                ("reference_date", models.DateField()),
                ("synthetic", models.BooleanField(default=False)),
                ("added", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("same", models.PositiveIntegerField()),
                ("imported_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
            options={
                "ordering": ["-imported_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.JSONField()),
                ("unit", models.CharField(max_length=60)),
                ("baseline", models.DecimalField(decimal_places=6, max_digits=18)),
                ("baseline_year", models.PositiveSmallIntegerField()),
                ("milestone", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("milestone_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("target", models.DecimalField(decimal_places=6, max_digits=18)),
                ("target_year", models.PositiveSmallIntegerField()),
                ("achieved", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("achieved_on", models.DateField(blank=True, null=True)),
                ("evidence", models.CharField(blank=True, default="", max_length=400)),
                ("indicator", models.CharField(blank=True, default="", max_length=20)),
                ("synthetic", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("achieved__isnull", True), ("indicator", ""), _connector="OR"),
                        name="programme_figure_entered_or_taken",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SocialPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=40)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("reach", models.PositiveBigIntegerField()),
                ("reactions", models.PositiveBigIntegerField()),
                ("synthetic", models.BooleanField(default=False)),
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
                "ordering": ["first", "last", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "municipality", "first", "last"),
                        name="social_period_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lte", models.F("last"))), name="social_period_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("visits", models.PositiveIntegerField()),
                ("visitors", models.PositiveIntegerField(blank=True, null=True)),
                ("converted", models.PositiveIntegerField(blank=True, null=True)),
                ("synthetic", models.BooleanField(default=False)),
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
                "ordering": ["first", "last", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "first", "last"), name="web_period_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lte", models.F("last"))), name="web_period_ends_after_it_begins"
                    ),
                ],
            },
        ),
    ]
