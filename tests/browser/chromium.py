# SPDX-License-Identifier: EUPL-1.2
"""One Chromium in a thread of its own: Playwright's event loop must not stand in the way of other tests."""

import concurrent.futures
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Playwright, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Chromium:
    """Started at the first use; everything that touches it runs in its thread."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._thread = concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix="chromium")
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def run(self, act: Callable[..., Any], **arguments: Any) -> Any:
        """Run an act in the thread."""
        return self._thread.submit(act, **arguments).result()

    @property
    def browser(self) -> Browser:
        """The browser; only inside `run`."""
        if self._browser is None:
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(executable_path=self._path, args=FLAGS)
        return self._browser

    def stop(self) -> None:
        """End it."""
        self.run(self._stop)
        self._thread.shutdown()

    def _stop(self) -> None:
        if self._browser:
            self._browser.close()
        if self._playwright:
            self._playwright.stop()
