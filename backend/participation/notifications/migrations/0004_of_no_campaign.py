# SPDX-License-Identifier: EUPL-1.2
"""Schema: what is told may be of no campaign."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is told may be of no campaign."""

    dependencies = [
        ("notifications", "0003_reports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="telling",
            name="campaign_id",
            field=models.BigIntegerField(null=True),
        ),
    ]
