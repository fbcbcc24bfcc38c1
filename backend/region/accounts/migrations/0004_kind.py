# SPDX-License-Identifier: EUPL-1.2
"""Schema: kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_assertions"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="kind",
            field=models.CharField(
                choices=[("person", "Person"), ("device", "Device"), ("desk", "Desk")], default="person", max_length=8
            ),
        ),
    ]
