# SPDX-License-Identifier: EUPL-1.2
"""Entry of every make target: `python3 dev/run.py VERB`."""

import runpy
import sys
from pathlib import Path

# Nothing older gets far enough to say so itself.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"Parvi needs Python 3.11 or newer; this is Python {sys.version_info[0]}.{sys.version_info[1]}.")

# The repository goes on the path in place of dev/, whose redis.py would hide the client library.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
runpy.run_module("dev.verbs", run_name="__main__", alter_sys=True)
