# SPDX-License-Identifier: EUPL-1.2
"""Finds every message of templates and code that a person may read, without gettext's tools."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.template.base import Lexer, TokenType
from django.utils.translation.template import constant_re, inline_re, plural_re

ROOT = Path(__file__).resolve().parents[3]
_BLOCK = re.compile(r"^\s*blocktrans(?:late)?(\s+.*|)$", re.DOTALL)
_END = re.compile(r"^\s*endblocktrans(?:late)?\b")
_CONTEXT = re.compile(r"\bcontext\s+([\"'])(.*?)\1")
_FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
}


class Message(NamedTuple):
    """What stands in a catalogue: context, singular, plural."""

    context: str | None
    text: str
    plural: str | None


def _unquoted(text: str) -> str:
    return ast.literal_eval(text)


def _of_block(tokens: Iterator, context: str | None) -> Message:
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type == TokenType.BLOCK and _END.match(token.contents):
            break
        if token.token_type == TokenType.BLOCK and plural_re.match(token.contents):
            parts.append([])
        elif token.token_type == TokenType.VAR:
            parts[-1].append(f"%({token.contents})s")
        elif token.token_type == TokenType.TEXT:
            parts[-1].append(token.contents.replace("%", "%%"))
    texts = ["".join(part) for part in parts]
    return Message(context, texts[0], texts[1] if len(texts) > 1 else None)


def in_template(source: str) -> Iterator[Message]:
    """The messages of one template."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        block = _BLOCK.match(token.contents) if token.token_type == TokenType.BLOCK else None
        inline = inline_re.match(token.contents) if token.token_type == TokenType.BLOCK else None
        if block:
            context = _CONTEXT.search(block.group(1))
            yield _of_block(tokens, context.group(2) if context else None)
        elif inline:
            context = _CONTEXT.search(token.contents)
            yield Message(context.group(2) if context else None, _unquoted(inline.group(1)), None)
        for constant in constant_re.findall(token.contents):
            yield Message(None, _unquoted(constant.removeprefix("_(").removesuffix(")")), None)


def in_code(source: str) -> Iterator[Message]:
    """The messages of one Python module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in _FUNCTIONS:
            continue
        context, text, plural = _FUNCTIONS[name]
        words = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
        if isinstance(words[text], str):
            yield Message(
                words[context] if context is not None else None,
                words[text],
                words[plural] if plural is not None else None,
            )


def all_messages() -> dict[Message, str]:
    """Every message, and the first file in which it stands."""
    found: dict[Message, str] = {}
    for path in sorted((ROOT / "frontend" / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            for message in in_template(path.read_text("utf-8")):
                found.setdefault(message, str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "backend").rglob("*.py")):
        for message in in_code(path.read_text("utf-8")):
            found.setdefault(message, str(path.relative_to(ROOT)))
    return found
