# SPDX-License-Identifier: EUPL-1.2
"""Schema: letters to those who reported something without an account."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0001_moderation"),
        ("notifications", "0002_from_now_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="moderation.report",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("news", "News"),
                    ("confirm", "Confirm"),
                    ("reminder", "Reminder"),
                    ("report", "Report"),
                    ("decided", "Decided"),
                ],
                default="news",
                max_length=8,
            ),
        ),
    ]
