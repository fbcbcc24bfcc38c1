# SPDX-License-Identifier: EUPL-1.2
"""Schema: the name by which other services know an account."""

import django.contrib.postgres.functions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_session"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="uuid",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
            ),
        ),
    ]
