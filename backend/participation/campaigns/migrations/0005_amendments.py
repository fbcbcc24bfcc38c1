# SPDX-License-Identifier: EUPL-1.2
"""Schema: what of a public campaign was changed after all, and pauses."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_changes_and_influence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("extended", "Extended"),
                            ("paused", "Paused"),
                            ("resumed", "Resumed"),
                            ("rule", "Rule"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.JSONField()),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("rule_hash", models.CharField(blank=True, default="", max_length=64)),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="votingwindow",
            name="sealed_stays_sealed",
        ),
        migrations.AddField(
            model_name="phase",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="rule_of_votes_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."support_limit" IS DISTINCT FROM (NEW."support_limit") OR OLD."supports_hidden" IS DISTINCT FROM (NEW."supports_hidden"))',
                    func="\n                    IF EXISTS (SELECT FROM campaigns_votingwindow AS voting\n                        JOIN campaigns_phase AS phase ON phase.id = voting.phase_id\n                        WHERE phase.campaign_id = NEW.id AND voting.sealed_at IS NOT NULL\n                          AND voting.rule->>'kind' = 'support'\n                          AND (voting.rule->'limit', coalesce(voting.rule->'hidden_until_close', 'false'))\n                              IS DISTINCT FROM (coalesce(to_jsonb(NEW.support_limit), 'null'),\n                                                to_jsonb(NEW.supports_hidden))) THEN\n                        RAISE EXCEPTION 'the rule of a vote that has begun stands'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="2e4b917c982e67a5b986391d37080501ddc6144f",
                    operation="UPDATE",
                    pgid="pgtrigger_rule_of_votes_stands_41b7c",
                    table="campaigns_campaign",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="votingwindow",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_stays_sealed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."sealed_at" IS NOT NULL)',
                    func="\n                    IF (OLD.rule, OLD.rule_hash) IS DISTINCT FROM (NEW.rule, NEW.rule_hash) AND (\n                        NEW.rule IS NULL\n                        OR OLD.closed_at IS NOT NULL\n                        OR NOT EXISTS (SELECT FROM campaigns_amendment AS amendment\n                            WHERE amendment.phase_id = OLD.phase_id AND amendment.kind = 'rule'\n                              AND amendment.rule_hash = NEW.rule_hash)\n                        OR EXISTS (SELECT FROM events_event AS vote\n                            JOIN campaigns_phase AS phase ON phase.campaign_id = vote.campaign_id\n                            WHERE phase.id = OLD.phase_id AND vote.kind IN ('support_given', 'ballot_cast'))\n                    ) THEN\n                        RAISE EXCEPTION 'a sealed rule stands, but for an amendment before the first vote'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    IF (OLD.sealed_at, OLD.opens, OLD.phase_id)\n                        IS DISTINCT FROM (NEW.sealed_at, NEW.opens, NEW.phase_id)\n                        OR (OLD.closed_at IS NOT NULL AND (OLD.closed_at, OLD.closes)\n                            IS DISTINCT FROM (NEW.closed_at, NEW.closes)) THEN\n                        RAISE EXCEPTION 'a sealed window keeps its rule, a closed one its end'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="0f2903ed2e56572f0a58e41604464ec095389fd3",
                    operation="UPDATE",
                    pgid="pgtrigger_sealed_stays_sealed_d2b81",
                    table="campaigns_votingwindow",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaign"
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="phase",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.phase"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amendment",
            trigger=pgtrigger.compiler.Trigger(
                name="amendment_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF to_jsonb(OLD) - 'made_by_id' IS DISTINCT FROM to_jsonb(NEW) - 'made_by_id' THEN\n                        RAISE EXCEPTION 'an amendment stands' USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="c679d39b64450a09c074c7de2a56ed935abd46bf",
                    operation="UPDATE",
                    pgid="pgtrigger_amendment_stands_c93de",
                    table="campaigns_amendment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
