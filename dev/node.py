# SPDX-License-Identifier: EUPL-1.2
"""Node and npm: those on PATH when new enough, else those of the nodejs wheel."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from dev import index
from dev.announce import say
from dev.failure import Failure
from dev.layout import VENV

OLDEST = (20, 19)


def version(program: str) -> tuple[int, int]:
    """The version of a node program, zeros where it does not run."""
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0, 0
    found = re.match(r"v(\d+)\.(\d+)", told)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def find_folder() -> Path:
    """The folder that holds a usable pair of node and npm."""
    for folder in [*os.environ.get("PATH", "").split(os.pathsep), str(VENV / "bin")]:
        node, npm = (shutil.which(name, path=folder or ".") for name in ("node", "npm"))
        if node and npm and version(node) >= OLDEST:
            return Path(folder)
    wanted = ".".join(map(str, OLDEST))
    raise Failure(f"No Node {wanted} or newer on this machine, and its wheel does not run here. Install Node with npm.")


def npm(*arguments: str, folder: Path) -> None:
    """Run npm in a folder; its output is shown only when it fails."""
    home = find_folder()
    path = os.pathsep.join([str(home), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, **index.for_npm(), "PATH": path}
    done = subprocess.run(
        [str(home / "npm"), *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        say(done.stdout)
        raise Failure(f"npm {' '.join(arguments)} failed in {folder}; its output is above.")
