# SPDX-License-Identifier: EUPL-1.2
"""What every screen must keep: axe, no sideways scrolling, targets to hit."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A target is at least 44 px high and wide, or a link in a running sentence, or stands beside its label.
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height || one.closest('.skip, [hidden]') || one.type === 'hidden') return false;
    if (one.matches('a') && getComputedStyle(one).display === 'inline') return false;
    const label = one.labels && one.labels[0];
    const shown = label && one.matches('[type=radio], [type=checkbox]') ? label.getBoundingClientRect() : box;
    return Math.round(shown.height) < 44 || (Math.round(shown.width) < 24);
  })
  .map((one) => `${one.outerHTML.slice(0, 120)} ${JSON.stringify(one.getBoundingClientRect())}`)"""


def violations(page: Page) -> list[str]:
    """What axe finds, in words: rule, help, and the first places."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "(rules) => axe.run(document, { runOnly: rules }).then((result) => result.violations)", RULES
    )
    return [f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))


def small_targets(page: Page) -> list[str]:
    """Controls that are hard to hit."""
    found: list[str] = page.evaluate(SMALL_TARGETS)
    return found
