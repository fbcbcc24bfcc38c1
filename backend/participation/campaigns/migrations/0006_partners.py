# SPDX-License-Identifier: EUPL-1.2
"""Schema: municipalities that hold a campaign together with its lead."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0005_amendments"),
        ("places", "0002_municipalities"),
    ]

    operations = [
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("invited_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partners", to="campaigns.campaign"
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
                "constraints": [
                    models.UniqueConstraint(models.F("campaign"), models.F("municipality"), name="partner_once"),
                    models.CheckConstraint(
                        condition=models.Q(("left_at__isnull", True), ("accepted_at__isnull", False), _connector="OR"),
                        name="partner_left_after_accepting",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="partner_is_another",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT FROM campaigns_campaign AS campaign WHERE campaign.id = NEW.campaign_id\n                               AND (campaign.municipality_id = NEW.municipality_id\n                                    OR campaign.published_at IS NOT NULL)) THEN\n                        RAISE EXCEPTION 'a partner is another municipality than the lead, and joins a draft'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="4d4f4debd41ab638a34958e17dee80a78f17eb81",
                    operation="INSERT",
                    pgid="pgtrigger_partner_is_another_a19a6",
                    table="campaigns_partner",
                    when="BEFORE",
                ),
            ),
        ),
    ]
