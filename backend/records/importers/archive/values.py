# SPDX-License-Identifier: EUPL-1.2
"""What a field of the archive may be, and what is stored of it: each value is checked before any is stored."""

import datetime
import decimal
import functools
import json
import math
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

Value = Callable[[Any], Any]
"""From what the archive says to what is stored; raises ValueError with the reason."""
_MOST = 2**63


def plain_value(field: "models.Field[Any, Any]") -> Value:
    """The check of a field that refers to nothing."""
    check = _check_of(field)

    def value(said: Any) -> Any:
        if said is None:
            if field.null:
                return None
            raise ValueError("It may not be empty.")
        found = check(said)
        if field.choices and said not in _codes(field):
            raise ValueError("This is none of its words.")
        return found

    return value


def _codes(field: "models.Field[Any, Any]") -> set[Any]:
    return {code for code, _ in field.flatchoices} | ({""} if field.blank else set())


def _check_of(field: "models.Field[Any, Any]") -> Value:
    kind = field.get_internal_type()
    if kind.startswith("Positive"):
        return _whole_positive
    if kind in _TEXTS:
        return functools.partial(_validated if kind in _VALIDATED else _text, field)
    return _CHECKS[kind]


def _boolean(said: Any) -> bool:
    if said is not True and said is not False:
        raise ValueError("It is true or false.")
    return bool(said)


def whole(said: Any) -> int:
    """A whole number that the database can store."""
    if not isinstance(said, int) or isinstance(said, bool) or not -_MOST <= said < _MOST:
        raise ValueError("It is a whole number.")
    return said


def _whole_positive(said: Any) -> int:
    if whole(said) < 0:
        raise ValueError("It is not below nought.")
    return int(said)


def _number(said: Any) -> float:
    if not isinstance(said, (int, float)) or isinstance(said, bool) or not math.isfinite(said):
        raise ValueError("It is a number.")
    return float(said)


def _decimal(said: Any) -> decimal.Decimal:
    try:
        found = decimal.Decimal(said) if isinstance(said, str) else None
    except decimal.InvalidOperation:
        found = None
    if found is None or not found.is_finite():
        raise ValueError("It is a decimal number.")
    return found


def moment(said: Any) -> datetime.datetime:
    """A moment with its offset."""
    found = datetime.datetime.fromisoformat(said) if isinstance(said, str) else None
    if found is None or found.tzinfo is None:
        raise ValueError("It is a moment with its offset.")
    return found


def day(said: Any) -> datetime.date:
    """A calendar day."""
    if not isinstance(said, str) or len(said) != len("2026-01-01"):
        raise ValueError("It is a day.")
    return datetime.date.fromisoformat(said)


def _json(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False)


def _text(field: "models.Field[Any, Any]", said: Any) -> str:
    if not isinstance(said, str) or "\x00" in said:
        raise ValueError("It is text.")
    if field.max_length is not None and len(said) > field.max_length:
        raise ValueError("It is too long.")
    return said


def _validated(field: "models.Field[Any, Any]", said: Any) -> str:
    text = _text(field, said)
    try:
        if text:
            field.run_validators(text)
    except ValidationError as error:
        raise ValueError("It is no such address.") from error
    return text


_CHECKS: dict[str, Value] = {
    "BooleanField": _boolean,
    "IntegerField": whole,
    "SmallIntegerField": whole,
    "BigIntegerField": whole,
    "FloatField": _number,
    "DecimalField": _decimal,
    "DateTimeField": moment,
    "DateField": day,
    "JSONField": _json,
}
_VALIDATED = {"SlugField", "URLField"}
_TEXTS = {"CharField", "TextField", "SlugField", "URLField"}
