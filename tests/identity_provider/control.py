# SPDX-License-Identifier: EUPL-1.2
"""What a test tells the provider: people with claims, the site's address, and how to misbehave."""

import json

from allauth.idp.oidc.models import Client
from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from tests.identity_provider.people import tell

CONTROLS = {"fault": ""}


@csrf_exempt
def control(request: HttpRequest) -> JsonResponse:
    """Take {"person", "password", "claims"}, {"client", "secret", "redirect_uris"} or {"fault"}."""
    told = json.loads(request.body)
    if "fault" in told:
        CONTROLS["fault"] = told["fault"]
    if "person" in told:
        tell(told["person"], told["claims"])
        if not User.objects.filter(username=told["person"]).exists():
            User.objects.create_user(told["person"], password=told["password"])
    if "client" in told:
        client = Client.objects.filter(id=told["client"]).first() or Client(id=told["client"], name="Parvi")
        client.set_secret(told["secret"])
        client.set_scopes(["openid", "email", "profile"])
        client.set_redirect_uris(told["redirect_uris"])
        client.save()
    return JsonResponse({})
