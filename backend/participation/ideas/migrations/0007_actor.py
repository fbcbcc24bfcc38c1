# SPDX-License-Identifier: EUPL-1.2
"""Schema: in whose name an idea is proposed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0006_sketches_of_ideas"),
        ("programme", "0003_actors"),
    ]

    operations = [
        migrations.AddField(
            model_name="idea",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programme.actor",
            ),
        ),
    ]
