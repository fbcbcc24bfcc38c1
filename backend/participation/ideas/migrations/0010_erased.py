# SPDX-License-Identifier: EUPL-1.2
"""Schema: ideas whose words were erased."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0009_saved_from"),
    ]

    operations = [
        migrations.AlterField(
            model_name="idea",
            name="state",
            field=models.CharField(
                choices=[("published", "Published"), ("withdrawn", "Withdrawn"), ("erased", "Erased")],
                default="published",
                max_length=10,
            ),
        ),
    ]
