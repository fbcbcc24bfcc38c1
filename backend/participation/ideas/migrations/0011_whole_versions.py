# SPDX-License-Identifier: EUPL-1.2
"""Schema: versions keep subject, district and what the photo showed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_supports_hidden"),
        ("ideas", "0010_erased"),
        ("places", "0002_municipalities"),
    ]

    operations = [
        migrations.AddField(
            model_name="ideaversion",
            name="category",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="campaigns.category",
            ),
        ),
        migrations.AddField(
            model_name="ideaversion",
            name="district",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="places.district",
            ),
        ),
        migrations.AddField(
            model_name="ideaversion",
            name="photo_alt",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
    ]
