# SPDX-License-Identifier: EUPL-1.2
"""Schema: unverified."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_no_campaign"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("assurance", "device")), fields=["campaign_id", "kind"], name="event_unverified"
            ),
        ),
    ]
