# SPDX-License-Identifier: EUPL-1.2
"""One shape for every refusal, in the person's language; whatever is sent, never a 500."""

import json

import pytest
from django.db import OperationalError
from django.test import Client

from backend.faces.api import region

pytestmark = pytest.mark.django_db


@pytest.fixture
def raw(aino):
    """Aino sends a body as it is."""
    client = Client(raise_request_exception=False)
    client.force_login(aino)

    def send(path: str, body: bytes, content_type: str = "application/json", **headers: str):
        return client.generic("POST", f"/api/v1/{path}", body, content_type=content_type, headers=headers)

    return send


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "It was not found."), ("fi", "Sitä ei löytynyt."), ("sv", "Det hittades inte.")],
)
def test_a_refusal_speaks_the_language_that_is_asked_for(anyone, refused, language, words):
    answer = anyone.get("campaigns/ei-ole/", accept_language=language)
    assert answer["Content-Language"] == language
    body = refused(answer, 404, "not_found")
    if language == "en":
        assert body["message"] == words
    else:
        assert body["message"] != "It was not found."


def test_cookie_then_header_then_account_choose_the_language(call, onni):
    onni_calls = call(onni)  # of an account in Swedish
    assert onni_calls.get("campaigns/ei-ole/")["Content-Language"] == "sv"
    assert onni_calls.get("campaigns/ei-ole/", accept_language="fi")["Content-Language"] == "fi"
    onni_calls.client.cookies["language"] = "en"
    assert onni_calls.get("campaigns/ei-ole/", accept_language="fi")["Content-Language"] == "en"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"\xff\xfe",
        b'{"text": "a\\u0000b"}',
        b'{"text": "\\ud800"}',
        b'{"text": {"deep": 1}}',
        b'{"text": "x", "stance": "\\ud800"}',
        b'{"text": "x", "parent": "\\ud800"}',
        b'{"text": "x", "parent": 1e400}',
        b'{"text": "x", "parent": NaN}',
        b'{"text": "x", "parent": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"text":' * 20_000 + b"1" + b"}" * 20_000,
    ],
)
def test_a_body_that_cannot_be_read_is_malformed(raw, idea, refused, body):
    refused(raw(f"ideas/{idea.id}/comments/", body), 400, "malformed")


def test_a_body_that_is_too_large_is_not_read(raw, idea, refused):
    body = json.dumps({"text": "a" * 10_000_000}).encode()
    refused(raw(f"ideas/{idea.id}/comments/", body), 413, "body_too_large")


def test_a_body_without_length_is_refused(raw, idea, refused):
    refused(raw(f"ideas/{idea.id}/comments/", b"", transfer_encoding="chunked"), 400, "malformed")


def test_only_json_is_read(raw, idea, refused):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"):
        refused(raw(f"ideas/{idea.id}/comments/", b"text=Hei", kind), 415, "unsupported_media_type")
    refused(raw(f"ideas/{idea.id}/comments/", b'{"text":"Hei"}', "application/json; charset=bz2"), 400, "malformed")


def test_marks_that_turn_the_reading_direction_are_left_out(raw, idea):
    answer = raw(f"ideas/{idea.id}/comments/", '{"text": "Hei \u202eesrever\u202c maailma"}'.encode())
    assert answer.json()["text"] == "Hei esrever maailma"


@pytest.mark.parametrize(
    "query",
    [
        {"q": "a\x00b"},
        {"category": "a\x00b"},
        {"order": "suurin"},
        {"page_size": "0"},
        {"page_size": "paljon"},
        {"cursor": "\x00"},
        {"cursor": "keksitty"},
        {"seed": "a\x00"},
    ],
)
def test_a_query_that_cannot_be_read_is_malformed(anyone, campaign, refused, query):
    assert set(refused(anyone.get("campaigns/joki/ideas/", query), 400, "malformed")["fields"]) == set(query)


def test_an_address_that_is_not_there_is_answered_as_json(client, refused):
    refused(client.get("/api/v1/ei-ole/"), 404, "not_found")
    refused(client.get("/api/v2/campaigns/"), 404, "not_found")
    refused(client.get("/api/v1/ideas/%00/"), 404, "not_found")


def test_a_method_that_is_not_answered_says_which_are(call, aino, anyone, idea, refused):
    answer = call(aino).delete(f"ideas/{idea.id}/")
    refused(answer, 405, "method_not_allowed")
    assert "PUT" in answer["Allow"]
    refused(anyone.client.options("/api/v1/campaigns/"), 405, "method_not_allowed")
    refused(anyone.get("campaigns/", accept="image/png"), 406, "not_acceptable")


def test_a_database_that_is_away_is_503_and_says_when_to_try_again(anyone, monkeypatch, refused):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(region, "municipalities", away)
    answer = anyone.get("municipalities/")
    refused(answer, 503, "try_later")
    assert answer["Retry-After"] == "2"
    assert answer["Cache-Control"] == "no-store"


def test_a_fault_of_ours_is_json_too(anyone, monkeypatch, refused):
    def broken():
        raise KeyError("a fault")

    monkeypatch.setattr(region, "municipalities", broken)
    refused(anyone.get("municipalities/"), 500, "something_broke")


@pytest.mark.parametrize("cookie", ['"\\000\\000abcdefgh"', "a\x01bcdefghij", "x" * 5000])
def test_a_session_that_cannot_be_one_is_nobodys(client, refused, cookie):
    client.cookies["sessionid"] = ""
    answer = client.get("/api/v1/me/", headers={"Cookie": f"sessionid={cookie}"})
    refused(answer, 403, "sign_in_first")


@pytest.mark.parametrize("token", ["\x00" * 32, "a b", "x" * 5000, "ä" * 32, "a" * 32])
def test_a_token_that_cannot_be_one_is_nobodys(anyone, refused, token):
    refused(anyone.get("me/", X_Session_Token=token), 403, "sign_in_first")
