# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Spearhead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("position", models.PositiveSmallIntegerField(unique=True)),
                ("name", models.JSONField()),
                ("description", models.JSONField()),
            ],
            options={
                "ordering": ["position"],
            },
        ),
    ]
