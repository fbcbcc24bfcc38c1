# SPDX-License-Identifier: EUPL-1.2
"""A database beside that of the other tests, with the demonstration region in it."""

import contextlib
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[2]


@contextlib.contextmanager
def own_database() -> Iterator[str]:
    """An empty database of one's own; its address."""
    name = f"parvi_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        parts = connection.info.get_parameters()
        port = f"&port={connection.info.port}"
        yield f"postgresql://{parts['user']}@/{name}?host={connection.info.host}{port}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def seed(environment: dict[str, str]) -> None:
    """Bring the schema up to date and load the demonstration."""
    command = [sys.executable, "-m", "backend", "seed", "--migrate"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True)
