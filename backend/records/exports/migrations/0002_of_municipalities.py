# SPDX-License-Identifier: EUPL-1.2
"""Schema: exports of a whole municipality."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0006_partners"),
        ("exports", "0001_start"),
        ("places", "0003_population"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="export",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.municipality",
            ),
        ),
        migrations.AlterField(
            model_name="export",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="campaigns.campaign",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"])),
                fields=("municipality",),
                name="archive_one_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("campaign__isnull", False), ("municipality__isnull", True)),
                    models.Q(("campaign__isnull", True), ("municipality__isnull", False)),
                    _connector="OR",
                ),
                name="export_of_a_campaign_or_a_municipality",
            ),
        ),
    ]
