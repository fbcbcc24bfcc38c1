# SPDX-License-Identifier: EUPL-1.2
"""uv and npm ask where pip asks: this machine's package index and certificates, never written to the repository."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from dev.layout import TOOLS

SYSTEM_CERTIFICATES = (
    Path("/etc/ssl/certs/ca-certificates.crt"),
    Path("/etc/pki/tls/certs/ca-bundle.crt"),
    Path("/etc/ssl/cert.pem"),
)
UV_OF_PIP = {
    "index-url": "UV_DEFAULT_INDEX",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "trusted-host": "UV_INSECURE_HOST",
}


def parse(listing: str) -> dict[str, str]:
    """The settings in the output of `pip config list`; the environment outweighs the files."""
    settings: dict[str, str] = {}
    for line in sorted(listing.splitlines(), key=lambda line: line.startswith(":env:")):
        name, separator, value = line.partition("=")
        words = shlex.split(value)
        if separator and words:
            settings[name.rpartition(".")[2]] = words[0].strip()
    return settings


def pip_settings() -> dict[str, str]:
    """What pip is told on this machine."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    return parse(subprocess.run(command, capture_output=True, text=True, check=False).stdout)


def home_is_usable() -> bool:
    """Whether caches may go where they usually go."""
    home = os.environ.get("HOME", "")
    return bool(home) and Path(home).is_dir() and os.access(home, os.W_OK)


def for_uv() -> dict[str, str]:
    """Environment for uv; what the person has set is left alone."""
    told = pip_settings()
    answer = {name: told[key] for key, name in UV_OF_PIP.items() if key in told}
    if told.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        answer |= {"UV_NO_INDEX": "1", "UV_FIND_LINKS": ",".join(told.get("find-links", "").split())}
    if not home_is_usable():
        answer["UV_CACHE_DIR"] = str(TOOLS / "cache" / "uv")
    if any(os.environ.get(name) for name in ("UV_INDEX", "UV_INDEX_URL", "UV_DEFAULT_INDEX")):
        answer.pop("UV_DEFAULT_INDEX", None)
    return {name: value for name, value in answer.items() if name not in os.environ}


def for_npm() -> dict[str, str]:
    """Environment for npm: certificates that this machine trusts, and a cache that can be written."""
    bundle = pip_settings().get("cert") or next((str(path) for path in SYSTEM_CERTIFICATES if path.exists()), "")
    answer = {"NODE_EXTRA_CA_CERTS": bundle} if bundle else {}
    if not home_is_usable():
        answer["npm_config_cache"] = str(TOOLS / "cache" / "npm")
    return {name: value for name, value in answer.items() if name not in os.environ}
