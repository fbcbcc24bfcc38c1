# SPDX-License-Identifier: EUPL-1.2
"""Everything of a person in one ZIP: `data.json` for programs, `index.html` to read, and their photos."""

import datetime
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.translation import gettext

from backend.common import clock
from backend.common.errors import NotFound
from backend.common.text import LANGUAGES, in_language
from backend.participation.ideas import stored_files
from backend.records.privacy.codes import value_label
from backend.records.privacy.selectors import Section, everything_of, field_label, told_of
from backend.region.accounts.models import Account

_PLACES = frozenset({"file"})
"""Fields that name a file of the package."""


class _Pipe:
    """What a ZIP is written into, and taken from piece by piece."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, content: bytes) -> int:
        """Hold some bytes."""
        self._held += content
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is left open."""

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._held = bytes(self._held), bytearray()
        return taken


def package_of(account: Account) -> Iterator[bytes]:
    """The ZIP piece by piece, one file at a time in memory, in the person's language.

    What the database knows is read at the call, photos as they are taken.
    """
    return _pieces(everything_of(account), account.language, account.pseudonym)


def _pieces(sections: list[Section], language: str, name: str) -> Iterator[bytes]:
    pipe, made = _Pipe(), clock.now().astimezone(clock.REGION_ZONE)
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        photos = set()
        for file in _files_of(sections):
            try:
                package.writestr(_entry(file, made, zipfile.ZIP_STORED), stored_files.read(file))
            except NotFound:  # let go of meanwhile
                continue
            photos.add(file)
            yield pipe.take()
        with translation.override(language):
            told = json.dumps(told_of(sections), ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
            page = _page(sections, language, name, photos, made)
        package.writestr(_entry("data.json", made), told)
        yield pipe.take()
        package.writestr(_entry("index.html", made), page)
    yield pipe.take()


def _files_of(sections: Iterable[Section]) -> list[str]:
    """The names of the files of the person's photos, each once; in the package they have the same names."""
    return list(dict.fromkeys(str(row["file"]) for one in sections if one.name == "photos" for row in one.rows))


def _entry(name: str, made: datetime.datetime, kind: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, made.timetuple()[:6])
    entry.compress_type = kind
    return entry


def _page(sections: list[Section], language: str, name: str, photos: set[str], made: datetime.datetime) -> str:
    shown = [
        {"name": one.name, "label": one.label, "rows": [_row(one.name, row, photos) for row in one.rows]}
        for one in sections
        if one.rows
    ]
    empty = [one.label for one in sections if not one.rows]
    context = {"language": language, "person": name, "made": _said(made), "sections": shown, "empty": empty}
    return render_to_string("privacy/everything.html", context)


def _row(section: str, row: Mapping[str, object], photos: set[str]) -> list[dict[str, Any]]:
    """A row's fields that say something."""
    return [
        {
            "label": field_label(key),
            "value": _said(_in_words(section, key, value)),
            "photo": str(value) if key in _PLACES and str(value) in photos else "",
            "alt": str(row.get("photo_alt") or "") or gettext("Photo"),
        }
        for key, value in row.items()
        if value is not None and value != ""
    ]


def _in_words(section: str, key: str, value: object) -> object:
    """Codes by what people call them; everything else as it is."""
    if isinstance(value, list | tuple):
        return [_in_words(section, key, part) for part in value]
    return str(value_label(section, key, value)) if isinstance(value, str) else value


def _said(value: object) -> str:
    """A value as people write it in the active language."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime.datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, Mapping):
        return _said_parts(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_said(part) for part in value)
    return _said_moment(str(value))


def _said_parts(value: Mapping[str, object]) -> str:
    """A text in several languages in the reader's own; else each part with its name."""
    if set(value) <= set(LANGUAGES):
        said = {language: str(text) for language, text in value.items()}
        return in_language(said, (translation.get_language() or "fi")[:2])
    return "; ".join(f"{field_label(key)}: {_said(part)}" for key, part in value.items())


def _said_moment(text: str) -> str:
    """Some rooms give moments as text."""
    try:
        moment = datetime.datetime.fromisoformat(text) if "T" in text and "+" in text else None
    except ValueError:
        moment = None
    return _said(moment) if moment else text
