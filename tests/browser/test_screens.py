# SPDX-License-Identifier: EUPL-1.2
"""Every screen in every covering combination: axe 0, no sideways scrolling, targets, console, CSP."""

import pytest

from tests.browser import checks
from tests.browser.chromium import Chromium
from tests.browser.conftest import OpenPage
from tests.browser.screens import COMBINATIONS, SCREENS, Screen


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize(("language", "width", "theme"), COMBINATIONS)
def test_a_screen_can_be_used_by_everyone(
    chromium: Chromium, open_page: OpenPage, screen: Screen, language: str, width: int, theme: str
):
    page = open_page("about:blank", language=language, width=width, theme=theme, as_=screen.as_)
    answer = page.goto(screen.path)
    assert answer is not None
    assert answer.status == screen.status
    assert page.locator("html").get_attribute("lang") == language
    assert checks.violations(page) == []
    assert checks.sideways(page) <= 0
    assert checks.small_targets(page) == []


def test_the_policy_allows_nothing_unsafe(chromium: Chromium, open_page: OpenPage):
    page = open_page("/help/")
    answer = page.goto("/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
