# SPDX-License-Identifier: EUPL-1.2
"""The append-only triggers compare every column but the one that may be set once."""

import pytest

from backend.ledger.audit.models import AuditEntry
from backend.ledger.events.models import Event


@pytest.mark.parametrize(("model", "set_once"), [(Event, "position"), (AuditEntry, "shipped_at")])
def test_a_new_column_is_protected_too(model, set_once):
    (trigger,) = [trigger for trigger in model._meta.triggers if trigger.name == "append_only"]
    condition = str(trigger.condition.sql)
    for field in model._meta.fields:
        if field.column != set_once:
            assert f"OLD.{field.column}" in condition
            assert f"NEW.{field.column}" in condition
