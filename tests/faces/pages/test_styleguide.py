# SPDX-License-Identifier: EUPL-1.2
"""The reference of the parts shows all there are, and only where pages are built."""

import re
from pathlib import Path

from backend.faces.pages.styleguide import COLOURS, ICONS

FRONTEND = Path(__file__).parents[3] / "frontend"


def test_every_icon_and_role_is_shown(client, db):
    page = client.get("/styleguide/").content.decode()
    drawn = re.findall(r'<symbol id="i-([a-z]+)"', (FRONTEND / "templates/components/symbols.svg").read_text("utf-8"))
    assert sorted(ICONS) == sorted(drawn)
    assert all(f'<use href="#i-{name}"/>' in page for name in drawn)
    swatches = re.findall(r"[.]role-([a-z0-9-]+)", (FRONTEND / "styles/styleguide.css").read_text("utf-8"))
    assert sorted(COLOURS) == sorted(swatches)


def test_in_production_there_is_no_such_page(client, db, settings):
    settings.PRODUCTION = True
    assert client.get("/styleguide/").status_code == 404
