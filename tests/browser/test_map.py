# SPDX-License-Identifier: EUPL-1.2
"""A point on the map: by a tap and by the keyboard, kept in the form, and shown with the number of the list."""

from tests.browser import checks
from tests.browser.chromium import Chromium
from tests.browser.conftest import RIVER, OpenPage
from tests.browser.screens import COLLECTING


def test_a_point_is_chosen_by_tap_and_by_keyboard(chromium: Chromium, open_page: OpenPage):
    page = open_page(f"/campaigns/{COLLECTING}/propose/", width=320)
    page.click("[data-pick-open]")
    page.wait_for_selector(".pick .leaflet-control-zoom")
    page.keyboard.press("Enter")  # the middle of the map, which has the focus
    latitude, longitude = page.input_value("[name=latitude]"), page.input_value("[name=longitude]")
    assert 60.3 < float(latitude) < 60.5
    assert 25.5 < float(longitude) < 25.8
    page.locator(".pick .mapbox").click(position={"x": 40, "y": 300})
    assert page.input_value("[name=longitude]") < longitude
    assert checks.violations(page) == []
    assert checks.sideways(page) <= 0
    assert checks.small_targets(page) == []
    page.click("[data-pick-clear]")
    assert page.input_value("[name=latitude]") == ""


def test_every_pin_has_its_number_in_the_list(chromium: Chromium, open_page: OpenPage):
    page = open_page(f"/campaigns/{RIVER}/map/")
    page.wait_for_selector(".mapbox .pin")
    listed = page.locator("ol.places > li").count()
    assert listed > 10
    assert page.locator(".mapbox .pin").all_inner_texts() == [str(number) for number in range(1, listed + 1)]
    page.locator(".mapbox .pin").first.dispatch_event("click")
    assert page.evaluate("() => document.activeElement.closest('li').dataset.latitude")
