# SPDX-License-Identifier: EUPL-1.2
"""Data: the follow-up begins where the ledger stands, so that nobody is told of what happened before."""

from django.db import migrations

BEGIN = """
    INSERT INTO events_place (name, position)
    SELECT 'notifications', coalesce(max(position), 0) FROM events_event
    ON CONFLICT (name) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_start"), ("events", "0003_append_only_in_sql")]
    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop)]
