# SPDX-License-Identifier: EUPL-1.2
"""`python -m backend <command>`: Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line


def run() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
    execute_from_command_line(["python -m backend", *sys.argv[1:]])


if __name__ == "__main__":
    run()
