# SPDX-License-Identifier: EUPL-1.2
"""Every model, field and kind of event is in a municipality's archive, or is left out with a reason."""

from django.apps import apps

from backend.ledger.events.event import COLUMNS, event_types
from backend.records.exports.archive.history import KINDS, LEFT_OUT, PILOT_KINDS
from backend.records.exports.archive.registry import BY_NAME, EXCUSED, TABLES


def test_every_model_is_carried_or_left_out_with_a_reason():
    carried = {table.model._meta.label for table in TABLES}
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert labels - carried - set(EXCUSED) == set(), "carry it in archive/, or say in EXCUSED why not"
    assert (carried | set(EXCUSED)) - labels == set()
    assert carried & set(EXCUSED) == set()
    assert all(len(reason) > 15 for reason in EXCUSED.values())


def test_every_field_is_carried_or_left_out_with_a_reason():
    for table in TABLES:
        fields = {field.name for field in table.model._meta.concrete_fields if field.name != "id"}
        generated = {field.name for field in table.model._meta.concrete_fields if field.generated}
        assert fields - generated == set(table.fields) | set(table.left_out), table.name
        assert set(table.fields) & set(table.left_out) == set(), table.name
        assert {*table.instead, *table.when, *table.late, *table.known_by} <= set(table.fields), table.name
        assert all(len(reason) > 15 for reason in table.left_out.values()), table.name


def test_no_account_and_no_identifier_is_carried():
    for table in TABLES:
        for name in table.fields:
            field = table.field(name)
            if field.is_relation:
                assert field.related_model._meta.label != "accounts.Account", f"{table.name}.{name}"
            assert name not in {"voter", "signer", "email", "key", "identifier_hash"}, f"{table.name}.{name}"


def test_every_kind_of_event_is_carried_or_left_out_with_a_reason():
    kinds = {event.kind: event for event in event_types()}
    known = {**KINDS, **PILOT_KINDS}
    assert set(kinds) == set(known) | set(LEFT_OUT)
    assert set(known) & set(LEFT_OUT) == set()
    for kind, of in known.items():
        numbers = {name for name in kinds[kind].__dataclass_fields__ if name not in COLUMNS and name != "kind"}
        assert set(of.numbers) <= numbers, kind
        assert {of.subject, *of.numbers.values()} - {""} <= set(BY_NAME), kind


def test_a_number_that_is_an_id_is_translated():
    """Numbers are counts or ids; who adds one says here which are counts."""
    counts = {
        "added", "again", "by_lead", "done", "hides", "ideas", "official", "people", "planned", "removed", "residents",
        "signatures", "stance", "stands", "supports", "threshold", "version", "waited", "waiting",
    }  # fmt: skip
    for event in event_types():
        if event.kind in LEFT_OUT:
            continue
        numbers = {name for name in event.__dataclass_fields__ if name not in COLUMNS and name != "kind"}
        translated = set({**KINDS, **PILOT_KINDS}[event.kind].numbers)
        assert numbers - translated <= counts, event.kind
