# SPDX-License-Identifier: EUPL-1.2
"""The Chromium of this machine, for browser tests."""

import os
import shutil

NO_CHROMIUM = "no Chromium on this machine"


def find_chromium() -> str | None:
    """The path of a Chromium: `CHROMIUM`, else one on PATH; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
