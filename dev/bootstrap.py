# SPDX-License-Identifier: EUPL-1.2
"""From nothing but Python and pip to the installed environment: uv, virtual environment, packages."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dev import frontend, index, locks, stamps, translations
from dev.announce import step
from dev.failure import Failure
from dev.layout import PYTHON, ROOT, TOOLS, VENV

UV = TOOLS / "bin" / "uv"
TOOL_LOCK = ROOT / "requirements" / "tools.txt"
LOCK = ROOT / "requirements" / "development.txt"


def prepare(*, browser_side: bool = True) -> None:
    """Install and build whatever is not yet as the sources say; a second call changes nothing."""
    TOOLS.mkdir(exist_ok=True)
    with locks.one_at_a_time(TOOLS / "lock"):
        if not is_installed():
            install_uv()
            make_environment()
            install_packages()
        translations.compile_all()
        if browser_side:
            frontend.build()


def expected() -> str:
    """The stamp of an environment made from the lock file as it is, by this interpreter."""
    return stamps.of([LOCK], platform.python_version(), platform.machine(), str(VENV))


def is_installed() -> bool:
    """Whether the virtual environment is the one that the lock file describes."""
    return PYTHON.exists() and stamps.is_current(VENV / "stamp", expected())


def install_uv() -> None:
    """Install uv beside the sources: needs neither the venv module nor write access to the system (PEP 668)."""
    value = stamps.of([TOOL_LOCK], platform.machine())
    if UV.exists() and stamps.is_current(TOOLS / "stamp", value):
        return
    TOOLS.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pip", "install", "-qq", "--no-input", "--upgrade", "--target", str(TOOLS)]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    allowed = {"PIP_BREAK_SYSTEM_PACKAGES": "1", "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    with step("Installing uv with pip"):
        done = subprocess.run(
            [*command, "--require-hashes", "-r", str(TOOL_LOCK)],
            env={**os.environ, **quiet, **allowed},
            check=False,
        )
    if done.returncode != 0:
        raise Failure("pip could not install uv; its message is above. `make doctor` looks for causes.")
    stamps.put(TOOLS / "stamp", value)


def run_uv(*arguments: str) -> None:
    """Run uv with the package index and certificates that pip uses, then with the system's certificates."""
    environment = {**os.environ, **index.for_uv(), "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    attempts: Sequence[dict[str, str]] = ({}, {"UV_SYSTEM_CERTS": "1"})
    for extra in attempts:
        done = subprocess.run(
            [str(UV), *arguments],
            env={**environment, **extra},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            return
    raise Failure(f"uv {' '.join(arguments)} failed:\n{done.stderr}")


def make_environment() -> None:
    """Make the virtual environment with the Python that runs this, unless a working one of it is there."""
    version = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    place = VENV / "place"
    moved = place.exists() and place.read_text() != str(VENV)
    if not moved and PYTHON.exists() and subprocess.run([PYTHON, "-I", "-c", version], check=False).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    run_uv("venv", "--quiet", "--no-python-downloads", "--no-project", "--python", sys.executable, str(VENV))
    place.write_text(str(VENV))


def install_packages() -> None:
    """Make the environment exactly what the hashed lock file says."""
    with step("Installing the Python packages"):
        run_uv("pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), str(LOCK))
    stamps.put(VENV / "stamp", expected())


def lock_packages(arguments: Sequence[str], folder: Path = ROOT / "requirements") -> None:
    """Resolve requirements/*.in to hashed lock files that name no host; `--upgrade` takes newer releases."""
    install_uv()
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header", *arguments]
    for source in sorted(folder.glob("*.in")):
        with step(f"Resolving {source.name}"):
            target = str(source.with_suffix(".txt"))
            run_uv("pip", "compile", "--quiet", "--python-version", "3.11", *options, "-o", target, str(source))
