# SPDX-License-Identifier: EUPL-1.2
"""The documents of an export: datapackage.json (Table Schema), METHOD.md and SHA256SUMS."""

import dataclasses
import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from backend.common.text import LANGUAGES, LanguageText, in_language
from backend.common.version import VERSION
from backend.methods.disclosure.people import THRESHOLD
from backend.records.exports.contents import DEFINITIONS, Contents
from backend.records.exports.fields import Field, Table

_TEXTS = Path(__file__).parent / "method"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
SOURCE = {
    "title": "Pabulib: A Participatory Budgeting Library (Stolicki, Szufa, Talmon)",
    "path": "https://arxiv.org/abs/2012.06539",
}
_OWN_TERMS = {
    "fi": "Creative Commons Nimeä 4.0 Kansainvälinen (CC BY 4.0). Lähteeksi mainitaan kunta ja Parvi.",
    "sv": "Creative Commons Erkännande 4.0 Internationell (CC BY 4.0). Ange kommunen och Parvi som källa.",
    "en": "Creative Commons Attribution 4.0 International (CC BY 4.0). Name the municipality and Parvi as the source.",
}
_IMPORTED_TERMS = {
    "fi": "Tuotu aineisto: lähteen (Pabulib) ehdot pätevät, tässä ei anneta lisenssiä. Viittaa: arXiv 2012.06539.",
    "sv": "Importerat material: källans (Pabulib) villkor gäller, ingen licens ges här. Citera: arXiv 2012.06539.",
    "en": "Imported data: the terms of the source (Pabulib) apply, no licence is given here. Cite arXiv 2012.06539.",
}
_HIDDEN = {
    "fi": "näytetään, kun äänestys on päättynyt",
    "sv": "visas när omröstningen är slut",
    "en": "shown when the vote is closed",
}
_NO_RULE = {
    "fi": "Kampanjassa ei ole sinetöityä äänestyssääntöä.",
    "sv": "Kampanjen har ingen förseglad omröstningsregel.",
    "en": "The campaign has no sealed rule of a vote.",
}


@dataclasses.dataclass(frozen=True)
class Written:
    """A file of the package: path, size, checksum, and rows where it is a table."""

    path: str
    size_bytes: int
    sha256: str
    rows: int | None = None


def moment(value: datetime.datetime) -> str:
    """A moment in UTC, to the second."""
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def data_package(contents: Contents, tables: Sequence[tuple[Table, Written]]) -> bytes:
    """datapackage.json."""
    campaign = contents.campaign
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": campaign.slug,
        "id": f"{campaign.slug}-{contents.position}",
        "version": str(contents.position),
        "created": moment(contents.recorded_at),
        **_said("title", campaign.title),
        **_said("description", campaign.lead),
        "languages": list(LANGUAGES),
        "ledger_position": contents.position,
        "definitions_version": DEFINITIONS,
        "code_version": VERSION,
        **({"sources": [SOURCE]} if campaign.imported else {"licenses": [LICENCE]}),
        "resources": [_resource(table, written, contents) for table, written in tables],
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def method(contents: Contents, tables: Sequence[tuple[Table, Written]]) -> bytes:
    """METHOD.md in the three languages."""
    parts = [f"# {contents.campaign.slug}, {contents.position}\n\nParvi {VERSION}\n"]
    for language in LANGUAGES:
        text = Template((_TEXTS / f"{language}.md").read_text(encoding="utf-8"))
        parts.append(text.substitute(_values(contents, tables, language)))
    return "\n".join(parts).encode()


def checksums(files: Sequence[Written]) -> bytes:
    """SHA256SUMS as `sha256sum -c` reads it."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in files).encode()


def _values(contents: Contents, tables: Sequence[tuple[Table, Written]], language: str) -> Mapping[str, object]:
    campaign, net, gross = contents.campaign, contents.statistics.net, contents.statistics.gross
    rule = f"`{contents.rule}` (SHA-256 {contents.rule_hash})" if contents.rule else _NO_RULE[language]
    return {
        "title": in_language(campaign.title, language),
        "slug": campaign.slug,
        "municipality": in_language(campaign.municipality.name, language),
        "position": contents.position,
        "recorded_at": moment(contents.recorded_at),
        "rule": rule,
        "files": "\n".join(f"| `{file.path}` ({table.title[language]}) | {file.rows} |" for table, file in tables),
        "threshold": THRESHOLD,
        "definitions": DEFINITIONS,
        "ideas": net.ideas,
        "supports": _HIDDEN[language] if net.supports is None else net.supports,
        "comments": net.comments,
        "ideas_gross": gross.ideas,
        "supports_gross": _HIDDEN[language] if gross.supports is None else gross.supports,
        "comments_gross": gross.comments,
        "participants": contents.participants[language],
        "terms": (_IMPORTED_TERMS if campaign.imported else _OWN_TERMS)[language],
    }


def _resource(table: Table, written: Written, contents: Contents) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(field, contents) for field in table.fields],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.references:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": other, "fields": its}}
            for column, (other, its) in table.references.items()
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": written.path,
        **_said("title", table.title),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size_bytes,
        "hash": f"sha256:{written.sha256}",
        "rows": written.rows,
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n", "header": True},
        "schema": schema,
    }


def _field(field: Field, contents: Contents) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": field.type, **_said("description", field.description)}
    constraints = dict(field.constraints)
    if contents.supports_hidden and field.name in {"supports", "supports_gross"}:
        constraints.pop("required", None)
    if field.unit:
        described["unit"] = field.unit
    if field.name == "category" and contents.categories:
        constraints["enum"] = list(contents.categories)
        described["labels"] = contents.categories
    if constraints:
        described["constraints"] = constraints
    return described


def _said(name: str, text: LanguageText) -> dict[str, str]:
    """A property in English (or the language there is), and in the others as `name@language`."""
    said = {name: in_language(text, "en")} if any(text.values()) else {}
    return said | {f"{name}@{language}": text[language] for language in text if language not in {"en", ""}}
