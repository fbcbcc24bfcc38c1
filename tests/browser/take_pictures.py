# SPDX-License-Identifier: EUPL-1.2
"""Takes the pictures of docs/pictures from a running site: `python -m tests.browser.take_pictures http://127.0.0.1:8000`.

Names of screens may follow. The site is the demonstration as `make up` starts it.
"""

import itertools
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from dev.browser import find_chromium
from tests.browser.chromium import FLAGS

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
RESIDENT, PASSWORD = "asukas@parvi.example", "parvi-kokeilu"  # as `make up` prints them
ORGANISER, MODERATOR, ADMIN = "jarjestaja@parvi.example", "moderoija@parvi.example", "yllapito@parvi.example"


def sign_in(page: Page, email: str = RESIDENT) -> None:
    """As somebody of the demonstration."""
    page.goto("/accounts/login/")
    page.click("#with-password summary")
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    page.click("#password-form button")
    page.wait_for_url("**/")


def home(page: Page) -> None:
    """R1."""
    page.goto("/?municipality=kerava")


def campaign(page: Page) -> None:
    """R2, with two ideas supported."""
    sign_in(page)
    page.goto("/campaigns/keravanjoen-ranta/")
    for button in page.locator('.support[aria-pressed="false"]').all()[:2]:
        if page.locator('.support[aria-pressed="true"]').count() < 2:
            button.click()
            page.wait_for_timeout(300)


def idea(page: Page) -> None:
    """R3, with its official answer."""
    sign_in(page)
    page.goto("/campaigns/keravanjoen-ranta/?q=uimalaituri")
    page.click(".idea h3 a")
    page.wait_for_url("**/ideas/*/")


def propose(page: Page) -> None:
    """R4, with two errors."""
    sign_in(page)
    page.goto("/campaigns/viimeinen-kilometri/propose/")
    page.fill("#id_title", "Noutopiste asemalle")
    page.fill("#id_place", "Linja-autoasema")
    page.click("form[data-draft] button.primary")
    page.wait_for_selector(".errs")


def support(page: Page) -> None:
    """R5: a support given in place, with its undo."""
    sign_in(page)
    page.goto("/campaigns/keravanjoen-ranta/?q=taimenen")
    if page.locator('.support[aria-pressed="false"]').count():
        page.click('.support[aria-pressed="false"]')
        page.wait_for_selector(".undo button")


def ideas_map(page: Page) -> None:
    """R9."""
    page.goto("/campaigns/viimeinen-kilometri/map/")
    page.wait_for_selector(".mapbox .pin")


def results(page: Page) -> None:
    """R12."""
    page.goto("/results/")


def day(page: Page) -> None:
    """M1."""
    sign_in(page, ORGANISER)
    page.goto("/manage/")


def builder(page: Page) -> None:
    """M2: the parts of a campaign."""
    sign_in(page, ORGANISER)
    page.goto("/manage/campaigns/keravanjoen-ranta/")


def queue(page: Page) -> None:
    """M3."""
    sign_in(page, MODERATOR)
    page.goto("/manage/moderation/")


def merging(page: Page) -> None:
    """M4: two ideas side by side."""
    sign_in(page, ORGANISER)
    page.goto("/manage/campaigns/keravanjoen-ranta/merge/?source=2&target=5")


def answering(page: Page) -> None:
    """M5: the work on an idea until it is done."""
    sign_in(page, ORGANISER)
    page.goto("/manage/ideas/1/")


def desk(page: Page) -> None:
    """M6: a resident is served."""
    sign_in(page, ORGANISER)
    page.goto("/manage/campaigns/keravanjoen-ranta/desk/")


def look(page: Page) -> None:
    """M8: a municipality's colour, logo and texts."""
    sign_in(page, ADMIN)
    page.goto("/manage/look/porvoo/")


def people(page: Page) -> None:
    """M8: who works here."""
    sign_in(page, ADMIN)
    page.goto("/manage/people/porvoo/")


def region(page: Page) -> None:
    """E1."""
    page.goto("/statistics/")


SCREENS = {
    "r1-home": home,
    "r2-campaign": campaign,
    "r3-idea": idea,
    "r4-propose": propose,
    "r5-support": support,
    "r9-map": ideas_map,
    "r12-results": results,
    "m1-day": day,
    "m2-builder": builder,
    "m3-moderation": queue,
    "m4-merging": merging,
    "m5-work": answering,
    "m6-desk": desk,
    "m8-look": look,
    "m8-people": people,
    "e1-region": region,
}


def take(browser: Browser, origin: str, names: list[str]) -> None:
    """Every screen, or those that are named, at two widths in two themes, as PNG."""
    chosen = {name: show for name, show in SCREENS.items() if name in names or not names}
    for (name, show), width, theme in itertools.product(chosen.items(), (375, 1280), ("light", "dark")):
        context = browser.new_context(
            base_url=origin, viewport={"width": width, "height": 900}, color_scheme=theme, locale="fi"
        )
        page = context.new_page()
        show(page)
        page.wait_for_load_state("networkidle")
        page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
        path = FOLDER / f"{name}-{width}{'-dark' if theme == 'dark' else ''}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        context.close()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        take(chromium, sys.argv[1], sys.argv[2:])
        chromium.close()
