# SPDX-License-Identifier: EUPL-1.2
"""The browser side: npm packages and Vite's build, each done again only when its sources changed."""

from pathlib import Path

from dev import node, stamps
from dev.announce import say, step
from dev.layout import FRONTEND

# Templates and catalogues are read by Django; the rest of the folder is Vite's.
NOT_BUILT = {"node_modules", "dist", "templates", "locale"}


def sources() -> list[Path]:
    """Every file that the build may read."""
    top = [path for path in FRONTEND.iterdir() if path.name not in NOT_BUILT]
    inside = [path for folder in top if folder.is_dir() for path in folder.rglob("*")]
    return [path for path in [*top, *inside] if path.is_file()]


def install() -> None:
    """Install the npm packages of the lock file."""
    packages = FRONTEND / "node_modules"
    stamp = packages / ".parvi-stamp"
    value = stamps.of([FRONTEND / "package.json", FRONTEND / "package-lock.json"], str(node.find_folder()))
    if stamps.is_current(stamp, value):
        return
    with step("Installing the browser side's packages"):
        node.npm("ci", "--no-audit", "--no-fund", folder=FRONTEND)
    packages.mkdir(exist_ok=True)
    stamps.put(stamp, value)


def build() -> None:
    """Build frontend/dist."""
    if not (FRONTEND / "package-lock.json").exists():
        say("There is no frontend/package-lock.json: the browser side is not built.")
        return
    install()
    stamp = FRONTEND / "node_modules" / ".parvi-build-stamp"
    value = stamps.of(sources())
    if (FRONTEND / "dist").exists() and stamps.is_current(stamp, value):
        return
    with step("Building the browser side"):
        node.npm("run", "build", folder=FRONTEND)
    stamps.put(stamp, value)
