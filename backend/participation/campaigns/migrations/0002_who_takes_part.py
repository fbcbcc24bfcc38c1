# SPDX-License-Identifier: EUPL-1.2
"""Schema: who takes part."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="conditions",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="campaign",
            name="identifier",
            field=models.CharField(
                choices=[
                    ("account", "Account"),
                    ("strong", "Strong"),
                    ("register", "Register"),
                    ("code", "Code"),
                    ("device", "Device"),
                ],
                default="account",
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="who_takes_part_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."published_at" IS NOT NULL)',
                    func="\n                    IF (OLD.identifier, OLD.conditions) IS DISTINCT FROM (NEW.identifier, NEW.conditions) THEN\n                        RAISE EXCEPTION 'who takes part in a published campaign stands'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="e2b0d1a706c12fff76d2e4c9d6de5fb8e0c0b2be",
                    operation="UPDATE",
                    pgid="pgtrigger_who_takes_part_stands_96643",
                    table="campaigns_campaign",
                    when="BEFORE",
                ),
            ),
        ),
    ]
