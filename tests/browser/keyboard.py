# SPDX-License-Identifier: EUPL-1.2
"""Somebody who has a keyboard and nothing else: Tab, Enter, Space, Escape, and letters."""

from typing import Any

from playwright.sync_api import Page

_MOST = 250

# Where the focus is: None on no control; `seen` is whether an outline of 3 px is drawn, at the control or at the
# label that stands for it; `forward` whether it comes later on the page than the stop before, or is a further part of
# the same field (a day has three); `inside` whether some
# of it is in the window.
_STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const before = window.stopBefore;
  const outlined = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3;
  };
  const label = one.matches('[type=radio], [type=checkbox], [type=file]') ? one.closest('label') : null;
  const box = (label ?? one).getBoundingClientRect();
  return {
    html: one.outerHTML.slice(0, 160),
    seen: outlined(one) || (label !== null && outlined(label)),
    forward: !before?.isConnected || before === one || before === document.body
      || Boolean(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING),
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


class Keyboard:
    """Goes through a page by Tab; every stop on the way must be seen, in the window, and in the page's order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops = 0

    def tab(self) -> bool:
        """One step on; False at the end of the page."""
        self.page.evaluate("() => { window.stopBefore = document.activeElement; }")
        self.page.keyboard.press("Tab")
        stop: dict[str, Any] | None = self.page.evaluate(_STOP)
        if stop is None:
            return False
        self.stops += 1
        assert stop["seen"], f"no focus to be seen at {stop['html']}"
        assert stop["inside"], f"focus outside the window at {stop['html']}"
        assert stop["forward"], f"the focus goes back to {stop['html']}"
        return True

    def to(self, selector: str) -> None:
        """On until the focus is on such a control."""
        for _ in range(_MOST):
            assert self.tab(), f"{selector} is not reached by Tab"
            if self.is_on(selector):
                return
        raise AssertionError(f"{selector} is further than {_MOST} steps")

    def walk_through(self) -> int:
        """Through the whole page, from where the focus is; how many stops that were."""
        before = self.stops
        while self.tab():
            assert self.stops - before <= _MOST
        return self.stops - before

    def is_on(self, selector: str) -> bool:
        """Whether the focus is on such a control, or in such a part."""
        return bool(self.page.evaluate("(wanted) => Boolean(document.activeElement?.closest(wanted))", selector))

    def press(self, key: str) -> None:
        """Enter, Space, Escape or an arrow."""
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Type into the field that has the focus."""
        self.page.keyboard.insert_text(text)

    def follow(self, selector: str, address: str) -> None:
        """On to a link or button, Enter, and wait for the page where it leads."""
        self.to(selector)
        self.press("Enter")
        self.page.wait_for_url(address)
