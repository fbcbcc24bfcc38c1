# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_start"),
        ("programme", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title", models.JSONField()),
                ("lead", models.JSONField(default=dict)),
                ("promise", models.JSONField(default=dict)),
                ("languages", models.JSONField(default=list)),
                ("art", models.SlugField(default="park")),
                ("support_limit", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reference_date", models.DateField()),
                ("imported", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("edition", models.PositiveIntegerField(default=1)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("districts", models.ManyToManyField(blank=True, related_name="+", to="places.district")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="campaigns", to="places.municipality"
                    ),
                ),
                (
                    "spearhead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="campaigns", to="programme.spearhead"
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("collect", "Collect"),
                            ("discuss", "Discuss"),
                            ("support", "Support"),
                            ("results", "Results"),
                        ],
                        max_length=10,
                    ),
                ),
                ("opens", models.DateTimeField()),
                ("closes", models.DateTimeField()),
                ("opening_recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phases", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "ordering": ["opens", "id"],
            },
        ),
        migrations.CreateModel(
            name="VotingWindow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opens", models.DateTimeField()),
                ("closes", models.DateTimeField()),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                ("rule", models.JSONField(blank=True, null=True)),
                ("rule_hash", models.CharField(blank=True, default="", max_length=64)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "phase",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="window", to="campaigns.phase"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60)),
                ("name", models.JSONField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="categories", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(models.F("campaign"), models.F("slug"), name="category_unique_in_campaign")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens__lt", models.F("closes"))), name="phase_closes_after_opening"
            ),
        ),
        migrations.AddConstraint(
            model_name="votingwindow",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens__lt", models.F("closes"))), name="window_closes_after_opening"
            ),
        ),
        migrations.AddConstraint(
            model_name="votingwindow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rule__isnull", True), ("rule_hash", ""), ("sealed_at__isnull", True)),
                    models.Q(
                        ("rule__isnull", False),
                        ("sealed_at__isnull", False),
                        models.Q(("rule_hash", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="window_sealed_with_its_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="votingwindow",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at__isnull", True), ("sealed_at__isnull", False), _connector="OR"),
                name="window_sealed_before_closing",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="votingwindow",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_stays_sealed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."sealed_at" IS NOT NULL)',
                    func="\n                    IF (OLD.rule, OLD.rule_hash, OLD.sealed_at, OLD.opens, OLD.phase_id)\n                        IS DISTINCT FROM (NEW.rule, NEW.rule_hash, NEW.sealed_at, NEW.opens, NEW.phase_id)\n                        OR (OLD.closed_at IS NOT NULL AND (OLD.closed_at, OLD.closes)\n                            IS DISTINCT FROM (NEW.closed_at, NEW.closes)) THEN\n                        RAISE EXCEPTION 'a sealed window keeps its rule, a closed one its end'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="4998ae3fdf7b622122945137f461cbba48abf64b",
                    operation="UPDATE",
                    pgid="pgtrigger_sealed_stays_sealed_d2b81",
                    table="campaigns_votingwindow",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="votingwindow",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."sealed_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="5b7e9117cf9f3bba200561d5e23fecd7a4924df4",
                    operation="DELETE",
                    pgid="pgtrigger_sealed_is_not_deleted_765be",
                    table="campaigns_votingwindow",
                    when="BEFORE",
                ),
            ),
        ),
    ]
