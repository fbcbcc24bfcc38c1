# SPDX-License-Identifier: EUPL-1.2
"""Schema: unverified."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("supports", "0001_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="unverified",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="tally",
            name="unverified",
            field=models.IntegerField(db_default=0, default=0),
        ),
    ]
