# SPDX-License-Identifier: EUPL-1.2
"""A passkey made and used, with Chromium's own virtual device."""

import re

from playwright.sync_api import Page, expect

from backend.config.seed.people import PASSWORD
from tests.browser.conftest import RESIDENT
from tests.browser.screens import COLLECTING

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(page: Page) -> None:
    """Give the browser a device with a fingerprint reader."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def test_a_passkey_is_made_and_then_signs_in_alone(chromium, open_page, site):
    page = open_page("/help/", language="en", width=320)
    origin = site.origin.replace("127.0.0.1", "localhost")  # browsers know passkeys of names only
    with_device(page)
    page.goto(f"{origin}/accounts/login/")
    page.context.add_cookies([{"name": "language", "value": "en", "url": origin}])
    page.reload()
    page.click("#with-password summary")
    page.fill("#id_login", RESIDENT)
    page.fill("#id_password", PASSWORD)
    page.click("#password-form button")
    page.wait_for_url("**/")
    page.goto(f"{origin}/accounts/2fa/webauthn/add/")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("I sign in with this key alone")).to_be_checked()
    page.get_by_role("button", name="Make the key").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{origin}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{origin}/accounts/login/?next=/campaigns/{COLLECTING}/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(re.compile(rf"//[^/]+/campaigns/{COLLECTING}/"))
    page.goto(f"{origin}/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have none yet")).to_be_visible()


def test_without_javascript_the_page_says_so(chromium, open_page):
    page = open_page("/accounts/login/", language="en", javascript=False)
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
