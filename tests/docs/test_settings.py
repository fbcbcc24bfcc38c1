# SPDX-License-Identifier: EUPL-1.2
"""docs/settings.md names every setting that the code reads, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = re.compile(r'(?:env\.\w+|secret|environ\.get|getenv)\(\s*"([A-Z][A-Z0-9_]+)"|environ\["([A-Z][A-Z0-9_]+)"\]')
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def read_by_the_code() -> set[str]:
    found: set[str] = set()
    for folder in ("backend", "worker"):
        for module in (ROOT / folder).rglob("*.py"):
            found |= {first or second for first, second in READ.findall(module.read_text())}
    return (found | {"PORT"}) - NOT_OURS


def test_every_setting_is_documented():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert documented == read_by_the_code()
