# SPDX-License-Identifier: EUPL-1.2
"""Schema: what happens in no campaign."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0003_append_only_in_sql"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="campaign_id",
            field=models.BigIntegerField(null=True),
        ),
    ]
