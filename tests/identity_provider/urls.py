# SPDX-License-Identifier: EUPL-1.2
"""The provider's addresses."""

from django.urls import include, path

from tests.identity_provider.control import control

urlpatterns = [
    path("", include("allauth.idp.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("control/", control),
]
