# SPDX-License-Identifier: EUPL-1.2
"""Schema: slips."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0002_who_takes_part"),
        ("participants", "0003_register_and_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="codebatch",
            name="channel",
            field=models.CharField(
                choices=[("desk", "Desk"), ("school", "School"), ("letter", "Letter"), ("slip", "Slip")], max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="codebatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("channel", "slip")), fields=("campaign",), name="slips_are_one_batch"
            ),
        ),
    ]
