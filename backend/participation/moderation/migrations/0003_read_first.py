# SPDX-License-Identifier: EUPL-1.2
"""Schema: cases of what is read before it is shown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0002_reporters_address"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="revision",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="source",
            field=models.CharField(
                choices=[("report", "Report"), ("staff", "Staff"), ("premoderation", "Premoderation")], max_length=16
            ),
        ),
    ]
