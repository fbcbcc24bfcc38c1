# SPDX-License-Identifier: EUPL-1.2
"""The readable description of the API: shown and tried under the site's CSP, with an empty console."""

from tests.browser.conftest import RESIDENT

WHOLE = {"width": 1280, "height": 16_000}
"""So high that all operations are in sight: those further down are drawn when one comes to them."""


def test_the_description_is_read_and_tried(open_page):
    page = open_page("/api/v1/docs/", language="en")
    page.set_viewport_size(WHOLE)
    page.wait_for_selector("#operations-campaigns-list_campaigns")
    assert page.locator(".opblock").count() > 25
    page.click("#operations-municipalities-list_municipalities .opblock-summary-control")
    page.click("#operations-municipalities-list_municipalities .try-out__btn")
    page.click("#operations-municipalities-list_municipalities .execute")
    page.wait_for_selector("#operations-municipalities-list_municipalities .live-responses-table")
    assert "Porvoo" in page.inner_text("#operations-municipalities-list_municipalities .live-responses-table")


def test_a_person_acts_from_the_description_with_their_session(open_page):
    page = open_page("/api/v1/docs/", language="en", as_=RESIDENT)
    page.set_viewport_size(WHOLE)
    operation = "#operations-me-change_me"
    page.click(f"{operation} .opblock-summary-control")
    page.click(f"{operation} .try-out__btn")
    page.fill(f"{operation} textarea", '{"birth_year": 1971}')
    page.click(f"{operation} .execute")
    page.wait_for_selector(f"{operation} .live-responses-table")
    assert page.inner_text(f"{operation} .live-responses-table tbody .response-col_status").startswith("200")


def test_its_csp_allows_nothing_unsafe(open_page):
    page = open_page("/api/v1/docs/", javascript=False)
    assert page.get_by_role("link", name="OpenAPI").get_attribute("href") == "/api/v1/schema/"
    policy = page.request.get("/api/v1/docs/").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "img-src 'self' data:" in policy
