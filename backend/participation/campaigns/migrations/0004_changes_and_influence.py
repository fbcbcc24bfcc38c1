# SPDX-License-Identifier: EUPL-1.2
"""Schema: who changed what, the influence promised, two more kinds of phase."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_supports_hidden"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="influence",
            field=models.CharField(
                blank=True,
                choices=[
                    ("inform", "Inform"),
                    ("consult", "Consult"),
                    ("involve", "Involve"),
                    ("collaborate", "Collaborate"),
                    ("empower", "Empower"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="influence_kept",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                db_default="",
                default="",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="influence_reason",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AlterField(
            model_name="phase",
            name="kind",
            field=models.CharField(
                choices=[
                    ("inform", "Inform"),
                    ("collect", "Collect"),
                    ("discuss", "Discuss"),
                    ("support", "Support"),
                    ("results", "Results"),
                    ("follow_up", "Follow Up"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="CampaignChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveIntegerField()),
                ("parts", models.JSONField()),
                ("changed_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("campaign"), models.F("edition"), name="change_once_an_edition")
                ],
            },
        ),
    ]
