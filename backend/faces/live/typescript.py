# SPDX-License-Identifier: EUPL-1.2
"""The protocol in the browser's language, so that both sides are typed by one file."""

import inspect
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

from backend.faces.live import protocol

FILE = "frontend/src/protocol.ts"
_HEAD = """\
// SPDX-License-Identifier: EUPL-1.2
// Written by `python -m backend generate_protocol` from backend/faces/live/protocol.py; do not change it by hand.
"""
_NAMES = {NoneType: "null", int: "number", str: "string", bool: "boolean"}


def protocol_in_typescript() -> str:
    """The whole of protocol.ts: an interface for each message, and the union of the frames."""
    messages = [found for found in vars(protocol).values() if is_typeddict(found)]
    union = " | ".join(frame.__name__ for frame in get_args(protocol.Frame))
    return "\n".join([_HEAD, *map(_interface, messages), f"export type Frame = {union};"]) + "\n"


def _interface(message: type) -> str:
    fields = "".join(f"  {name}: {_type(hint)};\n" for name, hint in get_type_hints(message).items())
    words = (inspect.getdoc(message) or "").splitlines()
    return f"{_comment(words)}\nexport interface {message.__name__} {{\n{fields}}}\n"


def _type(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return " | ".join(f'"{value}"' for value in get_args(hint))
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        return f"Record<{_type(key)}, {_type(value)}>"
    if get_origin(hint) is UnionType:
        return " | ".join(map(_type, get_args(hint)))
    return _NAMES.get(hint) or str(hint.__name__)


def _comment(lines: list[str]) -> str:
    if len(lines) == 1:
        return f"/** {lines[0]} */"
    return "\n".join(["/**", *(f" * {line}".rstrip() for line in lines), " */"])
