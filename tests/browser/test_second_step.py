# SPDX-License-Identifier: EUPL-1.2
"""The pages of the second step, each looked at on the way: app, recovery codes, the question, and stopping."""

import secrets
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.browser.chromium import Chromium
from tests.browser.conftest import OpenPage
from tests.browser.letters import code_of, letter_to


def look(page: Page) -> None:
    """What every screen must keep, said with the page's heading."""
    heading = page.inner_text("h1")
    assert (heading, checks.violations(page), checks.sideways(page), checks.small_targets(page)) == (heading, [], 0, [])


def code_now(secret: str) -> str:
    """What the app shows in this half minute."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in_by_letter(page: Page, state: str, email: str, *, letters: int = 0) -> None:
    """With the six digits of a letter."""
    page.goto("/accounts/login/")
    page.fill("#letter-email", email)
    page.click("#letter button")
    page.fill("#id_code", code_of(letter_to(state, email, older_than=letters)))
    page.click("#code button.primary")


def test_an_app_is_taken_into_use_asked_for_and_given_up(
    chromium: Chromium, open_page: OpenPage, surroundings: dict[str, str]
):
    page, email = open_page("/help/", width=320, theme="dark"), f"sovellus-{secrets.token_hex(4)}@parvi.example"
    sign_in_by_letter(page, surroundings["STATE"], email)
    page.goto("/accounts/2fa/totp/activate/")
    look(page)
    secret = page.inner_text("main code")
    page.click("#app button.primary")
    expect(page.locator(".errs")).to_be_visible()
    look(page)
    page.fill("#id_code", code_now(page.inner_text("main code")))
    page.click("#app button.primary")
    expect(page.locator("#app")).to_have_count(0)
    for path in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/", "webauthn/add/"):
        page.goto(f"/accounts/2fa/{path}")
        look(page)
    page.context.clear_cookies(name="sessionid")
    sign_in_by_letter(page, surroundings["STATE"], email, letters=1)
    expect(page.locator("#leave")).to_have_count(1)
    look(page)
    assert secret
