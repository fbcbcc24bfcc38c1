# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import uuid

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Epoch",
            fields=[
                ("only", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("epoch", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("only", True)), name="epoch_is_one_row")],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(null=True, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("campaign_id", models.BigIntegerField()),
                ("participant_id", models.BigIntegerField(null=True)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("day", models.DateField(db_default=backend.common.clock.LocalToday())),
                ("sign", models.SmallIntegerField(db_default=1)),
                ("channel", models.CharField(db_default="web", max_length=10)),
                ("assurance", models.CharField(db_default="account", max_length=10)),
                ("numbers", models.JSONField(db_default=models.Value({}, models.JSONField()))),
                ("recorded_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("position__isnull", True)),
                        fields=["participant_id", "subject_id"],
                        name="event_unstamped",
                    ),
                    models.Index(fields=["campaign_id", "position"], name="event_campaign_position"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sign__in", [-1, 1])), name="event_sign_is_one"),
                    models.CheckConstraint(condition=models.Q(("position__gt", 0)), name="event_position_positive"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL THEN\n                        OLD.position := NEW.position;\n                        IF OLD IS NOT DISTINCT FROM NEW THEN\n                            RETURN NEW;\n                        END IF;\n                    END IF;\n                    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';\n                ",
                    hash="24ba17f1581d0bfebce3d63d78bc505b65dd03b1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_affb7",
                    table="events_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';",
                    hash="98c028e132f49704b93601a6cda642fba02917bc",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_28693",
                    table="events_event",
                    when="BEFORE",
                ),
            ),
        ),
    ]
