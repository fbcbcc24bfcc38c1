# SPDX-License-Identifier: EUPL-1.2
"""Identity tokens that must be refused, given by the real provider in the real exchange."""

import json
import time
from collections.abc import Callable

import jwt
from allauth.core.internal import jwkkit
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tests.identity_provider.control import CONTROLS

TOKEN_PATH, USERINFO_PATH = "/identity/o/api/token", "/identity/o/api/userinfo"


class FaultMiddleware:
    """Spoils what the provider answers, in the way that a test asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        fault = CONTROLS["fault"]
        if fault == "away" and request.path == TOKEN_PATH:
            return HttpResponse(status=503)
        if fault == "redirect" and request.path == TOKEN_PATH:
            return HttpResponse(status=307, headers={"Location": "http://127.0.0.1:1/"})
        if fault == "somebody_else" and request.path == USERINFO_PATH:
            return _json(response, {**json.loads(response.content), "sub": "somebody else"})
        if fault and request.path == TOKEN_PATH and response.status_code == 200:
            body = json.loads(response.content)
            return _json(response, {**body, "id_token": _spoilt(body["id_token"], fault)})
        return response


def _json(response: HttpResponse, body: dict) -> HttpResponse:
    return HttpResponse(json.dumps(body), content_type="application/json")


def _spoilt(token: str, fault: str) -> str:
    claims = jwt.decode(token, options={"verify_signature": False})
    kid = jwt.get_unverified_header(token)["kid"]
    _public, key = jwkkit.load_jwk_from_pem(settings.IDP_OIDC_PRIVATE_KEY)
    changes = {
        "audience": {"aud": "somebody-else"},
        "expired": {"exp": int(time.time()) - 60, "iat": int(time.time()) - 120},
        "issuer": {"iss": "https://evil.example"},
        "no_subject": {"sub": ""},
    }.get(fault, {})
    if fault == "none":
        return jwt.encode(claims, None, algorithm="none", headers={"kid": kid})
    if fault == "hmac":
        return jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"kid": kid})
    if fault == "foreign_key":
        key = rsa.generate_private_key(65537, 2048)
    if fault == "tampered":
        head, _body, signature = token.split(".")
        other = jwt.encode({**claims, "sub": "999"}, key, algorithm="RS256").split(".")[1]
        return f"{head}.{other}.{signature}"
    return jwt.encode({**claims, **changes}, key, algorithm="RS256", headers={"kid": kid})
