# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("actor_id", models.BigIntegerField(null=True)),
                ("operation", models.CharField(max_length=40)),
                ("target", models.CharField(max_length=81)),
                (
                    "status",
                    models.CharField(choices=[("done", "Done"), ("refused", "Refused")], default="done", max_length=8),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=40)),
                ("municipality_id", models.BigIntegerField(null=True)),
                ("request_id", models.CharField(blank=True, default="", max_length=64)),
                ("shipped_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "audit entries",
                "indexes": [
                    models.Index(
                        condition=models.Q(("shipped_at__isnull", True)), fields=["id"], name="audit_not_shipped"
                    ),
                    models.Index(fields=["municipality_id", "-id"], name="audit_of_municipality"),
                    models.Index(fields=["actor_id", "-id"], name="audit_of_actor"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("operation__regex", "^[a-z][a-z0-9_]{0,39}$")),
                        name="audit_operation_is_a_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target__regex", "^[a-z][a-z0-9_]{0,39}(:[A-Za-z0-9-]{1,40})?$")),
                        name="audit_target_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason", ""), ("reason__regex", "^[a-z][a-z0-9_]{0,39}$"), _connector="OR"
                        ),
                        name="audit_reason_is_a_word",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.shipped_at IS NOT NULL OR NEW.shipped_at IS NULL OR (OLD.id, OLD.recorded_at, OLD.actor_id, OLD.operation, OLD.target, OLD.status, OLD.reason, OLD.municipality_id, OLD.request_id) IS DISTINCT FROM (NEW.id, NEW.recorded_at, NEW.actor_id, NEW.operation, NEW.target, NEW.status, NEW.reason, NEW.municipality_id, NEW.request_id))",
                    func="RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';",
                    hash="d72ad8eb241d018b5ee608a28b87c9bb76511855",
                    operation="UPDATE",
                    pgid="pgtrigger_append_only_6cfb3",
                    table="audit_auditentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditentry",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';",
                    hash="7429a3422f733319bc1b9eca1de5db633a5a79c2",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_cd1c9",
                    table="audit_auditentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditentry",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';",
                    hash="048fd15307b82cb9e93c779b8148a80fe9829d75",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_09ce4",
                    table="audit_auditentry",
                    when="BEFORE",
                ),
            ),
        ),
    ]
