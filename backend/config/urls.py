# SPDX-License-Identifier: EUPL-1.2
"""Every address of the product."""

from django.urls import URLPattern, URLResolver, include, path

from backend.config import health
from backend.faces.api.profiles import Profile

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("backend.faces.pages.urls")),
    path("accounts/", include("backend.config.sign_in.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("api/v1/", include("backend.faces.api.urls")),
    path("gdpr-api/v1/profiles/<uuid:profile>", Profile.as_view(), name="profile"),
    path("healthz", health.alive, name="healthz"),
    path("readiness", health.ready, name="readiness"),
]
handler400 = "backend.config.unanswered.bad_request"
handler403 = "backend.config.unanswered.permission_denied"
handler404 = "backend.config.unanswered.page_not_found"
handler500 = "backend.config.unanswered.server_error"
