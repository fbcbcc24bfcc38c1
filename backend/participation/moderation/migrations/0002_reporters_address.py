# SPDX-License-Identifier: EUPL-1.2
"""Schema: whether the address of who reported something without an account is confirmed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0001_moderation"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="email_confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
