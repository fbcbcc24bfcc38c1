# SPDX-License-Identifier: EUPL-1.2
"""The letters of the running site, as they lie in its mail folder."""

import re
import time
from email import message_from_bytes, policy
from pathlib import Path


def letter_to(state: str, email: str, *, older_than: int = 0) -> str:
    """The text of the latest letter to an address, once there are more than `older_than` of them."""
    until = time.monotonic() + 10
    while True:
        texts = [text for text, to in _letters(Path(state) / "mail") if to == email]
        if len(texts) > older_than:
            return texts[-1]
        assert time.monotonic() < until, f"no letter to {email}"
        time.sleep(0.1)


def link_of(letter: str) -> str:
    """The link by which one signs in."""
    found = re.search(r"http://\S+/accounts/login/link/\S+", letter)
    assert found, letter
    return found.group()


def code_of(letter: str) -> str:
    """The six digits."""
    found = re.search(r"(?m)^\d{6}$", letter)
    assert found, letter
    return found.group()


def _letters(folder: Path) -> list[tuple[str, str]]:
    """Text and address of each; those that went out together lie in one file."""
    found = []
    for file in sorted(folder.glob("*.log"), key=lambda one: one.stat().st_mtime_ns):
        for letter in file.read_bytes().split(b"-" * 79):
            if not letter.strip():
                continue
            message = message_from_bytes(letter.strip(), policy=policy.default)
            body = message.get_body(("plain",))
            found.append((body.get_content() if body else "", str(message["To"])))
    return found
