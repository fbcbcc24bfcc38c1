# SPDX-License-Identifier: EUPL-1.2
"""The append-only trigger compares every column but the position."""

from backend.ledger.events.models import Event


def test_a_new_column_is_protected_too():
    (trigger,) = [trigger for trigger in Event._meta.triggers if trigger.name == "append_only"]
    condition = str(trigger.condition.sql)
    for field in Event._meta.fields:
        if field.column != "position":
            assert f"OLD.{field.column}" in condition
            assert f"NEW.{field.column}" in condition
