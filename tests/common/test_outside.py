# SPDX-License-Identifier: EUPL-1.2
"""Outside services: only the hosts that were named, and never our own network."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from backend.common.outside import LARGEST_ANSWER, OutsideRefused, OutsideSession


class Handler(BaseHTTPRequestHandler):
    """Answers by the path."""

    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        if self.path == "/long":
            self.wfile.write(b"x" * (LARGEST_ANSWER + 1))
        self.wfile.write(b'{"a": 1}')

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def here():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def ask(url: str, *hosts: str, internal: tuple[str, ...] = (), plain_loopback: bool = False):
    with OutsideSession(hosts=hosts, internal=internal, plain_loopback=plain_loopback) as session:
        return session.get(url)


def test_a_named_host_is_asked(here):
    assert ask(f"http://{here}/", here, plain_loopback=True).json() == {"a": 1}


@pytest.mark.parametrize("path", ["/away", "/long"])
def test_neither_redirects_nor_endless_answers_are_followed(here, path):
    with pytest.raises(OutsideRefused):
        ask(f"http://{here}{path}", here, plain_loopback=True)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://issuer.example/", "other.example"),
        ("https://issuer.example:8443/", "issuer.example"),
        ("https://issuer.example@evil.example/", "issuer.example"),
        ("http://issuer.example/", "issuer.example"),
        ("file:///etc/passwd", ""),
        ("https://127.0.0.1/", "127.0.0.1"),
        ("https://localhost/", "localhost"),
        ("https://169.254.169.254/latest/", "169.254.169.254"),
        ("https://10.0.0.1/", "10.0.0.1"),
        ("https://[::1]/", "[::1]"),
        ("https://[::ffff:10.0.0.1]/", "[::ffff:10.0.0.1]"),
        ("https://0.0.0.0/", "0.0.0.0"),
        ("https://224.0.0.1/", "224.0.0.1"),
        ("https://no-such-name.invalid/", "no-such-name.invalid"),
    ],
)
def test_what_lies_inside_or_was_not_named_is_not_asked(url, host):
    with pytest.raises(OutsideRefused):
        ask(url, host)


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254"])
def test_an_internal_issuer_is_not_this_machine(host):
    with pytest.raises(OutsideRefused):
        ask(f"https://{host}/", host, internal=(host,))
