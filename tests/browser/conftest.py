# SPDX-License-Identifier: EUPL-1.2
"""The running site with the demonstration region, and browsers that look at it."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from backend.config.seed.people import PASSWORD
from dev.browser import NO_CHROMIUM, find_chromium
from tests.browser.chromium import Chromium
from tests.live.own_database import own_database, seed
from tests.live.own_redis import own_redis
from tests.live.site import Site, running_site

RIVER = "keravanjoen-ranta"
RESIDENT, ORGANISER, EVALUATOR = "asukas@parvi.example", "jarjestaja@parvi.example", "arvioija@parvi.example"
MODERATOR = "moderoija@parvi.example"
ADMIN = "yllapito@parvi.example"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each test here needs a Chromium."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that uses the Chromium in its thread."""
    chromium = pyfuncitem.funcargs.get("chromium")
    if not isinstance(chromium, Chromium):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    chromium.run(pyfuncitem.obj, **{name: pyfuncitem.funcargs[name] for name in names})
    return True


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The Chromium of this machine; without one the test is skipped, visibly."""
    path = find_chromium()
    if path is None:
        pytest.skip(NO_CHROMIUM)
    chromium = Chromium(path)
    yield chromium
    chromium.stop()


@pytest.fixture(scope="session")
def surroundings(chromium: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A database with the demonstration region and a Redis of the browser tests' own, as settings."""
    folder = tmp_path_factory.mktemp("site")
    with own_redis(folder) as redis, own_database() as database:
        changes = {
            "DATABASE_URL": database,
            "REDIS_URL": redis.url,
            "STATE": str(folder),
            "PARVI_ENV": "test",
            "ISSUERS_FILE": str(_issuers(folder)),
            "ISSUER_PORVOO_SECRET": "never sent",
        }
        seed(changes)
        yield changes


@pytest.fixture(scope="session")
def site(surroundings: dict[str, str]) -> Iterator[Site]:
    """The site as `make up` runs it, with its relay."""
    with running_site(Path(surroundings["STATE"]), slug=RIVER, **surroundings) as running:
        yield running


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def sign_ins() -> dict[str, list[Any]]:
    """Cookies of those who have signed in already, so that each does it once."""
    return {}


@pytest.fixture
def open_page(chromium: Chromium, site: Site, sign_ins: dict[str, list[Any]]) -> Iterator[OpenPage]:
    """Open a browser: open_page("/help/", language="sv", width=320, theme="dark", as_=RESIDENT, javascript=False).

    Whatever a page writes to the console, and every error, makes the test fail.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def new(language: str, width: int, theme: str, javascript: bool, height: int = 900) -> BrowserContext:
        context = chromium.browser.new_context(
            base_url=site.origin,
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale=language,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "language", "value": language, "url": site.origin}])
        contexts.append(context)
        return context

    def listen(page: Page) -> Page:
        page.on("console", lambda message: _is_expected(message) or said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        return page

    def open_(
        path: str,
        *,
        language: str = "fi",
        width: int = 1280,
        theme: str = "light",
        javascript: bool = True,
        as_: str = "",
    ) -> Page:
        context = new(language, width, theme, javascript)
        if as_ and as_ not in sign_ins:
            sign_ins[as_] = _sign_in(context, as_)
        if as_:
            context.add_cookies(sign_ins[as_])
        page = listen(context.new_page())
        page.goto(path, wait_until="load")
        return page

    yield open_
    with contextlib.ExitStack() as closing:
        for context in contexts:
            closing.callback(chromium.run, context.close)
    assert said == []


def _issuers(folder: Path) -> Path:
    """An identification service that is named on the pages; nobody answers at its address."""
    named = {"fi": "Porvoon kaupunki", "sv": "Borgå stad", "en": "City of Porvoo"}
    issuer = {
        "key": "porvoo",
        "name": named,
        "url": "https://tunnistus.invalid/realms/asukkaat",
        "client_id": "parvi",
        "client_secret_env": "ISSUER_PORVOO_SECRET",
        "municipality": "638",
        "claims": {"subject": "sub"},
        "assurance": {"amr": {"pwd": "account"}},
        "scopes": ["openid"],
    }
    file = folder / "issuers.json"
    file.write_text(json.dumps([issuer]), encoding="utf-8")
    return file


def _is_expected(message: ConsoleMessage) -> bool:
    """The browser itself writes down that it is offline, that a page was answered with 4xx, and that a kiosk forgot."""
    expected = ("Clear-Site-Data header on", "net::ERR_INTERNET_DISCONNECTED", "htmx:error: Failed to fetch")
    if any(words in message.text for words in expected):
        return True
    refused = message.text.startswith("Failed to load resource: the server responded with a status of 4")
    return refused and "/static/" not in message.location["url"]


def _sign_in(context: BrowserContext, email: str) -> list[Any]:
    page = context.new_page()
    page.goto("/accounts/login/")
    page.click("#with-password summary")
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    page.click("#password-form button")
    page.wait_for_url("**/")
    page.close()
    return [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
