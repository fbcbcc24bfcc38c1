# SPDX-License-Identifier: EUPL-1.2
"""Schema: an account may have no e-mail address."""

from django.db import migrations, models

import backend.region.accounts.models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_start")]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="email",
            field=backend.region.accounts.models.AddressOrNone(blank=True, max_length=254, null=True, unique=True),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", ""), _negated=True), name="account_has_an_address_or_none"
            ),
        ),
    ]
