# SPDX-License-Identifier: EUPL-1.2
"""Where Vite put what it built: the manifest, read once and again when it changes."""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_MISSING = "frontend/dist/manifest.json is missing. Run `npm run build` in frontend/ (make up and make test do)."


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> dict[str, str]:
    entries = json.loads(path.read_text("utf-8"))
    return {source: entry["file"] for source, entry in entries.items()}


def built_file(source: str) -> str:
    """The URL of what was built from `source`, a path inside frontend/ such as "styles/resident.css".

    :raises RuntimeError: nothing was built, or not from that source.
    """
    path = Path(settings.FRONTEND_DIST) / "manifest.json"
    try:
        files = _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise RuntimeError(_MISSING) from missing
    if source not in files:
        raise RuntimeError(f"Nothing was built from frontend/{source}.")
    return f"{settings.STATIC_URL}{files[source]}"
