# SPDX-License-Identifier: EUPL-1.2
"""Compiles gettext catalogues (.po to .mo) without gettext's tools."""

import ast
import re
import struct
from dataclasses import dataclass, field
from pathlib import Path

from dev.failure import Failure
from dev.layout import FRONTEND

CONTEXT_SEPARATOR = "\x04"
LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+)?("(?:[^"\\]|\\.)*")\s*')


@dataclass
class Entry:
    """One message of a catalogue as it is being read."""

    line: int
    fuzzy: bool = False
    context: str | None = None
    source: str | None = None
    plural: str | None = None
    targets: dict[int, str] = field(default_factory=dict)

    def add(self, keyword: str, number: int, text: str) -> None:
        """Add a piece of a (perhaps several lines long) string."""
        if keyword == "msgstr":
            self.targets[number] = self.targets.get(number, "") + text
        elif keyword == "msgctxt":
            self.context = (self.context or "") + text
        elif keyword == "msgid":
            self.source = (self.source or "") + text
        else:
            self.plural = (self.plural or "") + text

    @property
    def key(self) -> str:
        """The key in the compiled catalogue."""
        context = "" if self.context is None else self.context + CONTEXT_SEPARATOR
        plural = "" if self.plural is None else "\0" + self.plural
        return f"{context}{self.source}{plural}"

    @property
    def value(self) -> str:
        """The translation, plural forms in order."""
        return "\0".join(self.targets[number] for number in sorted(self.targets))

    @property
    def is_usable(self) -> bool:
        """Translated, and not marked as unsure (the header counts even when it is)."""
        return all(self.targets.values()) and bool(self.targets) and (not self.fuzzy or self.source == "")


def parse(text: str, *, name: str = "catalogue") -> list[Entry]:
    """Read a .po file; obsolete entries (`#~`) are left out."""
    entries: list[Entry] = []
    keyword, number, fuzzy = "", 0, False
    for count, line in enumerate(map(str.strip, text.splitlines()), 1):
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in re.split(r"[,\s]+", line))
            continue
        if not line:
            continue
        found = LINE.fullmatch(line)
        if not found or not (found[1] or keyword):
            raise Failure(f"{name}, line {count}: not a line of a .po file: {line}")
        if found[1]:
            keyword, number = found[1], int(found[2] or 0)
            complete = not entries or entries[-1].source is not None
            if complete and keyword in {"msgctxt", "msgid"}:
                entries.append(Entry(count, fuzzy))
                fuzzy = False
        if not entries:
            raise Failure(f"{name}, line {count}: {keyword} before any msgid")
        entries[-1].add(keyword, number, ast.literal_eval(found[3]))
    return entries


def compile_text(text: str, *, name: str = "catalogue") -> bytes:
    """The .mo file of a .po file: a header, two tables of lengths and offsets sorted by key, the strings."""
    messages: dict[str, str] = {}
    for entry in parse(text, name=name):
        if entry.key in messages:
            raise Failure(f"{name}, line {entry.line}: the message {entry.source!r} is there twice")
        if entry.is_usable:
            messages[entry.key] = entry.value
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    strings, offset = bytearray(), 28 + 16 * len(pairs)
    tables: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), offset + len(strings)))
            strings.extend(pair[column] + b"\0")
    values = 28 + 8 * len(pairs)
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, values, 0, offset) + b"".join(tables) + bytes(strings)


def compile_all(folder: Path = FRONTEND / "locale") -> None:
    """Compile each catalogue below a folder whose compiled form is not what its text says."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = compile_text(source.read_text(encoding="utf-8"), name=str(source))
        target = source.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled:
            fresh = target.with_suffix(".mo.new")
            fresh.write_bytes(compiled)
            fresh.replace(target)


PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w+\}")


def faults(folder: Path = FRONTEND / "locale") -> list[str]:
    """What is wrong with the catalogues: unreadable, or a translation that lacks or invents a placeholder."""
    found: list[str] = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        try:
            entries = parse(source.read_text(encoding="utf-8"), name=str(source))
            compile_text(source.read_text(encoding="utf-8"), name=str(source))
        except Failure as failure:
            found.append(str(failure))
            continue
        for entry in entries:
            allowed = set(PLACEHOLDER.findall((entry.source or "") + (entry.plural or "")))
            for target in filter(None, entry.targets.values()):
                used = set(PLACEHOLDER.findall(target))
                lacking = entry.source and entry.plural is None and allowed - used
                if lacking or used - allowed:
                    found.append(f"{source}, line {entry.line}: the placeholders are not those of the source")
    return found
