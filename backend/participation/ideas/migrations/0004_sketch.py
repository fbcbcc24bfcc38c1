# SPDX-License-Identifier: EUPL-1.2
"""Schema: sketch."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0003_photo_authors_and_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="ideas.idea",
                    ),
                ),
                ("title_hash", models.BigIntegerField()),
                ("pieces", models.BinaryField(max_length=512)),
            ],
        ),
    ]
