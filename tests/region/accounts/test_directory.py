# SPDX-License-Identifier: EUPL-1.2
"""What an issuer publishes is kept, asked for again when needed, and believed only of its own hosts."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from backend.region.accounts.directory import Directory, IssuerAway
from backend.region.accounts.issuers import Issuer
from backend.region.accounts.tokens import TokenRefused, read_token

DISCOVERY, KEYS = "/.well-known/openid-configuration", "/keys"


class Published:
    """A tiny issuer: what it publishes can be changed, and it counts who asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_away = False
        self.documents: dict[str, object] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                body = json.dumps(outer.documents.get(self.path)).encode()
                self.send_response(503 if outer.is_away else 200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.documents[DISCOVERY] = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": self.url + KEYS,
        }
        self.publish()

    def publish(self, **keys: dict) -> None:
        self.documents[KEYS] = {"keys": [{**key, "kid": name} for name, key in keys.items()]}


@pytest.fixture
def published():
    published = Published()
    yield published
    published.server.shutdown()
    published.server.server_close()


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def issuer(published) -> Issuer:
    return Issuer("it", {}, published.url, "parvi", "", "638", {"subject": ("sub",)})


@pytest.fixture
def directory(issuer, clock) -> Directory:
    return Directory(issuer, clock)


ELLIPTIC, EDWARDS, RSA = ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate(), rsa
_KINDS = {
    "ES256": jwt.algorithms.ECAlgorithm,
    "EdDSA": jwt.algorithms.OKPAlgorithm,
    "RS256": jwt.algorithms.RSAAlgorithm,
}


def public(private, algorithm: str) -> dict:
    return json.loads(_KINDS[algorithm].to_jwk(private.public_key()))


def test_keys_are_asked_for_once_an_hour(published, directory, clock):
    published.publish(one=public(ELLIPTIC, "ES256"))
    for _ in range(5):
        assert directory.key("one").algorithm_name == "ES256"
    assert published.asked == [DISCOVERY, KEYS]
    clock.now += 3601
    directory.key("one")
    assert published.asked.count(KEYS) == 2


def test_an_unknown_key_is_asked_for_at_most_once_a_minute(published, directory, clock):
    published.publish(one=public(ELLIPTIC, "ES256"))
    directory.key("one")
    clock.now += 10
    published.publish(one=public(ELLIPTIC, "ES256"), two=public(EDWARDS, "EdDSA"))
    assert directory.key("two").algorithm_name == "EdDSA", "a new key is found at once"
    for number in range(20):
        assert directory.key(f"made up {number}") is None
    assert published.asked.count(KEYS) == 2
    clock.now += 61
    assert directory.key("made up") is None
    assert published.asked.count(KEYS) == 3


def test_old_keys_serve_a_day_while_the_issuer_is_away(published, directory, clock):
    published.publish(one=public(ELLIPTIC, "ES256"))
    directory.key("one")
    published.is_away = True
    clock.now += 7200
    before = len(published.asked)
    assert directory.key("one")
    assert directory.key("one")
    assert len(published.asked) <= before + 2, "not asked anew with each request"
    clock.now += 24 * 3600
    with pytest.raises(IssuerAway):
        directory.key("one")
    published.is_away = False
    clock.now += 6
    assert directory.key("one")


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://evil.example"},
        {"jwks_uri": "http://169.254.169.254/latest/meta-data"},
        {"token_endpoint": "https://evil.example/token"},
        {"authorization_endpoint": 7},
        {"jwks_uri": None},
    ],
)
def test_a_discovery_document_that_leads_elsewhere_is_no_document(published, directory, change):
    published.documents[DISCOVERY] = {**published.documents[DISCOVERY], **change}  # type: ignore[dict-item]
    with pytest.raises(IssuerAway):
        directory.configuration()


@pytest.mark.parametrize("document", [None, [], "text", {"keys": 7}, {"keys": [1]}])
def test_odd_documents_are_none(published, directory, document):
    published.documents[KEYS] = document
    with pytest.raises(IssuerAway):
        directory.key("one")


def test_keys_that_cannot_be_used_hinder_no_other(published, directory):
    published.publish(
        one=public(ELLIPTIC, "ES256"),
        secret={"kty": "oct", "k": "c2VjcmV0"},
        odd={"kty": "EC", "crv": "P-0"},
        sealing={**public(ELLIPTIC, "ES256"), "use": "enc"},
    )
    assert directory.key("one")
    assert [directory.key(name) for name in ("secret", "odd", "sealing")] == [None, None, None]


@pytest.mark.parametrize(("algorithm", "private"), [("ES256", ELLIPTIC), ("EdDSA", EDWARDS)])
def test_tokens_of_the_allowed_kinds_are_read(published, directory, issuer, algorithm, private):
    published.publish(one=public(private, algorithm))
    claims = {"iss": issuer.url, "aud": ["parvi-api"], "sub": "1", "exp": 4_000_000_000}
    token = jwt.encode(claims, private, algorithm=algorithm, headers={"kid": "one"})
    assert read_token(token, issuer=issuer, audiences=["parvi-api"], directory=directory)["sub"] == "1"


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_key_serves_its_own_algorithm_only(published, directory, issuer):
    weak = rsa.generate_private_key(65537, 1024)
    published.publish(one=public(ELLIPTIC, "ES256"), weak=public(weak, "RS256"))
    claims = {"iss": issuer.url, "aud": "parvi-api", "sub": "1", "exp": 4_000_000_000}
    own = rsa.generate_private_key(65537, 2048)
    for token, reason in (
        (jwt.encode(claims, own, algorithm="RS256", headers={"kid": "one"}), "key"),
        (jwt.encode(claims, weak, algorithm="RS256", headers={"kid": "weak"}), "invalid"),
    ):
        with pytest.raises(TokenRefused) as refused:
            read_token(token, issuer=issuer, audiences=["parvi-api"], directory=directory)
        assert refused.value.reason == reason
