# SPDX-License-Identifier: EUPL-1.2
"""Schema: counts of supports hidden until the close."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0002_who_takes_part"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="supports_hidden",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
