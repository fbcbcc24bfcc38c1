# SPDX-License-Identifier: EUPL-1.2
"""Data: every support that there is counts for its own idea."""

from django.db import migrations

COUNT = "UPDATE supports_support SET counts_for_id = idea_id WHERE counts_for_id IS NULL"


class Migration(migrations.Migration):
    dependencies = [("supports", "0003_counts_for")]
    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
