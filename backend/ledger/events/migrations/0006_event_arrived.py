# SPDX-License-Identifier: EUPL-1.2
"""Schema: an event that came from another installation keeps its order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0005_unverified"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("kind", "campaign_arrived")), fields=["campaign_id", "id"], name="event_arrived"
            ),
        ),
    ]
