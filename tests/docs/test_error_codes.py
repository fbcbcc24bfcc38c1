# SPDX-License-Identifier: EUPL-1.2
"""docs/errors.md is made from the refusals' own docstrings: every code stands there, and no other."""

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
from django.utils import translation

import backend
from backend.common.errors import Refused
from backend.records.exports.errors import FAILURES

DOCUMENT = Path(__file__).parents[2] / "docs/errors.md"
HEAD = """# Why something was refused

Everything that is refused is answered in one shape, in the language of the person who asks:
`{"code": "support_not_open", "message": "Supporting is not open now. Nothing was counted.", "fields": {…}}`.
`code` is stable; `fields`, where there are any, names what is wrong with each field (`phases.0.opens`; the whole
body is `body`). 400: not the shape that the description gives; 401: a bad access token; 403: may not;
404: not there, or not yours to see; 409: already done or changed meanwhile; 422: a rule says no;
429 and 503: `Retry-After` says when to try again.
This file is made from the code: `python -m pytest tests/docs/test_error_codes.py` says when it is out of date.

| code | status | meaning | message |
|---|---|---|---|
"""
FAILED = """
## Why an export has no file

An export that failed answers with `failure`: `{"code", "message"}`. Beside the codes above it can be:

| code | message |
|---|---|
"""


def refusals() -> list[type[Refused]]:
    """Every refusal that the backend defines."""
    for module in pkgutil.walk_packages(backend.__path__, "backend."):
        if module.name.rpartition(".")[2] in {"errors", "services", "rules", "permissions"}:
            importlib.import_module(module.name)

    def below(parent: type[Refused]) -> list[type[Refused]]:
        return [one for child in parent.__subclasses__() for one in (child, *below(child))]

    return [Refused, *below(Refused)]


def written() -> str:
    """The document."""
    with translation.override("en"):
        rows = [
            f"| `{one.code}` | {one.status} | {' '.join((inspect.getdoc(one) or '').split())} | {one.message} |\n"
            for one in sorted(refusals(), key=lambda one: (one.status, one.code))
        ]
        failures = [f"| `{code}` | {message} |\n" for code, message in FAILURES.items()]
    return HEAD + "".join(rows) + FAILED + "".join(failures)


def test_the_document_says_what_the_code_says():
    assert DOCUMENT.read_text() == written()


def test_every_refusal_has_a_code_of_its_own():
    codes = [one.code for one in refusals()]
    assert sorted(codes) == sorted(set(codes))
    assert all("code" in vars(one) and "message" in vars(one) for one in refusals())
    assert all(code.replace("_", "").isalpha() and code == code.lower() for code in codes)


def test_a_status_says_what_it_means():
    for one in refusals():
        assert one.status in {400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 503}, one


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_message_is_translated(language):
    with translation.override(None):
        english = {one.code: str(one.message) for one in refusals()}
    with translation.override(language):
        untranslated = [one.code for one in refusals() if str(one.message) == english[one.code]]
        untranslated += [code for code, message in FAILURES.items() if str(message) == english.get(code)]
    assert untranslated == []
