# SPDX-License-Identifier: EUPL-1.2
"""What the OpenAPI description says of all addresses alike: the shape of refusals, and what an ETag gives."""

from typing import Any

_REFUSAL = {
    "type": "object",
    "description": "Why something was not done: a stable code (docs/errors.md), words for people, and what is wrong.",
    "properties": {
        "code": {"type": "string", "example": "support_not_open"},
        "message": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["code", "message"],
}
_ANSWER = {
    "description": "Refused",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
}
_METHODS = {"get", "post", "put", "patch", "delete"}


def describe_refusals(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add the refusal to every operation, and 304 to every read."""
    result["components"]["schemas"]["Refusal"] = _REFUSAL
    for path in result["paths"].values():
        for method, operation in path.items():
            if method in _METHODS:
                operation["responses"]["default"] = _ANSWER
            if method == "get":
                operation["responses"].setdefault("304", {"description": "Not changed since the ETag was given"})
    return result
