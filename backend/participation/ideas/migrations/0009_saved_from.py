# SPDX-License-Identifier: EUPL-1.2
"""Schema: which page saved a draft."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0008_exposure"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptdraft",
            name="saved_from",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
    ]
