# SPDX-License-Identifier: EUPL-1.2
"""Schema: whether a moderator reads ideas and comments before they are shown."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0006_partners"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="comments_read_first",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="campaign",
            name="ideas_read_first",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="campaign",
            name="read_within_hours",
            field=models.PositiveSmallIntegerField(db_default=24, default=24),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="reading_first_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."published_at" IS NOT NULL)',
                    func="\n                    IF (OLD.ideas_read_first, OLD.comments_read_first, OLD.read_within_hours)\n                        IS DISTINCT FROM (NEW.ideas_read_first, NEW.comments_read_first, NEW.read_within_hours) THEN\n                        RAISE EXCEPTION 'whether a published campaign is read before it is shown stands'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="6203dc2ca85e340995d1085354a0072b9034da9c",
                    operation="UPDATE",
                    pgid="pgtrigger_reading_first_stands_09b4d",
                    table="campaigns_campaign",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("read_within_hours__range", (1, 120))), name="campaign_read_within_five_days"
            ),
        ),
    ]
