# SPDX-License-Identifier: EUPL-1.2
"""Schema: the idea in whose count a support is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ideas", "0012_merged_into"), ("supports", "0002_unverified")]

    operations = [
        migrations.AddField(
            model_name="support",
            name="counts_for",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ideas.idea",
            ),
        ),
    ]
