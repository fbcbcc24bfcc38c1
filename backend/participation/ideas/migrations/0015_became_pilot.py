# SPDX-License-Identifier: EUPL-1.2
"""Schema: which pilot came of an idea."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    """Which pilot came of an idea."""

    dependencies = [
        ("ideas", "0014_hidden"),
        ("programme", "0005_instruments"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdeaPilot",
            fields=[
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="became",
                        serialize=False,
                        to="ideas.idea",
                    ),
                ),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "pilot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programme.pilot"
                    ),
                ),
            ],
        ),
    ]
