# SPDX-License-Identifier: EUPL-1.2
"""Schema: the append-only trigger decides in SQL."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_epoch"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="append_only",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.position IS NOT NULL OR NEW.position IS NULL OR (OLD.id, OLD.kind, OLD.campaign_id, OLD.participant_id, OLD.subject_id, OLD.day, OLD.sign, OLD.channel, OLD.assurance, OLD.numbers, OLD.recorded_at) IS DISTINCT FROM (NEW.id, NEW.kind, NEW.campaign_id, NEW.participant_id, NEW.subject_id, NEW.day, NEW.sign, NEW.channel, NEW.assurance, NEW.numbers, NEW.recorded_at))",
                    func="RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';",
                    hash="1da1bcf102120df88818ed52d732b7e65f2abdf4",
                    operation="UPDATE",
                    pgid="pgtrigger_append_only_affb7",
                    table="events_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';",
                    hash="a2b3ec34fb721e2643fda052c463c54f1fcc5a10",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_62cbc",
                    table="events_event",
                    when="BEFORE",
                ),
            ),
        ),
    ]
