# SPDX-License-Identifier: EUPL-1.2
"""Addresses of signing in: allauth's, and ours to issuers and back."""

from allauth.socialaccount import views as social
from django.urls import include, path

from backend.config.sign_in import pages, views

urlpatterns = [
    # ours stand before allauth's of the same names
    path("login/", pages.SignIn.as_view(), name="account_login"),
    path("login/code/", pages.AskForLetter.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", pages.WriteCode.as_view(), name="account_confirm_login_code"),
    path("login/link/<str:token>/", pages.open_link, name="sign_in_link"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("issuers/", social.connections, name="socialaccount_connections"),
    path("issuers/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("issuers/error/", social.login_error, name="socialaccount_login_error"),
    path("issuers/signup/", social.signup, name="socialaccount_signup"),
    path("oidc/<slug:provider_id>/login/", views.begin, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", views.come_back, name="openid_connect_callback"),
]
