# SPDX-License-Identifier: EUPL-1.2
"""Where things lie: the repository, its tools and the state folder."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"


def state() -> Path:
    """The folder that `STATE` names, where everything that must outlive a run is kept."""
    return (ROOT / (os.environ.get("STATE") or ".state")).resolve()


def port() -> int:
    """The port of `make up`, from `PORT`."""
    return int(os.environ.get("PORT") or 8000)
