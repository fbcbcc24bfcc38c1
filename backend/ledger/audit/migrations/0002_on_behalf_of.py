# SPDX-License-Identifier: EUPL-1.2
"""Schema: for whom a deputy did something; the trigger keeps that too."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_start"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="auditentry",
            name="append_only",
        ),
        migrations.AddField(
            model_name="auditentry",
            name="on_behalf_of_id",
            field=models.BigIntegerField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.shipped_at IS NOT NULL OR NEW.shipped_at IS NULL OR (OLD.id, OLD.recorded_at, OLD.actor_id, OLD.operation, OLD.target, OLD.status, OLD.reason, OLD.municipality_id, OLD.on_behalf_of_id, OLD.request_id) IS DISTINCT FROM (NEW.id, NEW.recorded_at, NEW.actor_id, NEW.operation, NEW.target, NEW.status, NEW.reason, NEW.municipality_id, NEW.on_behalf_of_id, NEW.request_id))",
                    func="RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';",
                    hash="522f41e777e83e0d4c66df37e1f68905233d4aca",
                    operation="UPDATE",
                    pgid="pgtrigger_append_only_6cfb3",
                    table="audit_auditentry",
                    when="BEFORE",
                ),
            ),
        ),
    ]
