# SPDX-License-Identifier: EUPL-1.2
"""Budgets that need no clock: bytes, and how much a page jumps."""

import gzip
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, Route

from tests.browser.chromium import Chromium
from tests.browser.conftest import ADMIN, MODERATOR, ORGANISER, RESIDENT, RIVER, OpenPage

KILO = 1000
JAVASCRIPT, STYLES, FIRST_VIEW, JUMPS = 25 * KILO, 12 * KILO, 90 * KILO, 0.02
OFFICERS_JAVASCRIPT = 60 * KILO
OFFICERS_PAGES = [
    ("/manage/", ORGANISER),
    (f"/manage/campaigns/{RIVER}/", ORGANISER),
    (f"/manage/campaigns/{RIVER}/parts/texts/", ORGANISER),
    ("/manage/moderation/", MODERATOR),
    (f"/manage/campaigns/{RIVER}/merge/?source=2&target=5", ORGANISER),
    ("/ideas/1/answer/", ORGANISER),
    (f"/manage/campaigns/{RIVER}/desk/", ORGANISER),
    ("/manage/look/porvoo/", ADMIN),
    ("/manage/people/porvoo/", ADMIN),
]
PAGES = ["/", f"/campaigns/{RIVER}/", "/ideas/1/", f"/campaigns/{RIVER}/statistics/"]


def _sent(response: Response) -> int:
    """Bytes as a server that compresses sends them; fonts are compressed already."""
    body = response.body()
    return len(body) if response.request.resource_type == "font" else len(gzip.compress(body, 6))


def _sizes(before: Page, path: str) -> dict[str, int]:
    """Bytes by kind of what a page fetches, all of it from its own site; in the context of a page opened before."""
    answers: list[Response] = []
    page = before.context.new_page()
    page.on("response", lambda answer: answers.insert(0, answer))
    page.goto(path, wait_until="networkidle")
    sizes: dict[str, int] = {}
    for answer in answers:
        kind = answer.request.resource_type
        sizes[kind] = sizes.get(kind, 0) + _sent(answer)
    assert {urlsplit(answer.url).netloc for answer in answers} == {urlsplit(page.url).netloc}
    return sizes


@pytest.mark.parametrize("path", PAGES)
def test_a_first_view_is_light(chromium: Chromium, open_page: OpenPage, path: str):
    sizes = _sizes(open_page("/help/"), path)
    assert sizes["script"] <= JAVASCRIPT
    assert sizes["stylesheet"] <= STYLES
    assert sum(sizes.values()) <= FIRST_VIEW


@pytest.mark.parametrize(("path", "email"), OFFICERS_PAGES)
def test_an_officers_page_is_light(chromium: Chromium, open_page: OpenPage, path: str, email: str):
    sizes = _sizes(open_page("/help/", as_=email), path)
    assert sizes["script"] <= OFFICERS_JAVASCRIPT
    assert sizes["stylesheet"] <= STYLES


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("path", [*PAGES, "/you/"])
def test_nothing_jumps_when_the_typeface_arrives_late(chromium: Chromium, open_page: OpenPage, path: str, width: int):
    def late(route: Route) -> None:
        time.sleep(0.25)
        route.continue_()

    page = open_page("/help/", width=width, as_=RESIDENT)
    page.context.route("**/*.woff2", late)
    page.add_init_script(
        "window.jumps = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " if (!one.hadRecentInput) window.jumps += one.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("() => document.fonts.check('17px Finlandica')")
    assert page.evaluate("() => window.jumps") <= JUMPS
