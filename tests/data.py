# SPDX-License-Identifier: EUPL-1.2
"""The real data that is read from outside the project, and a count of it that shares no code with ours."""

import collections
import csv
import dataclasses
import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("PARVI_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
PABULIB = FOLDER / "pabulib"
needs_data = pytest.mark.skipif(not PABULIB.is_dir(), reason=f"no real data in {FOLDER} (PARVI_DATA names the folder)")


@dataclasses.dataclass(frozen=True)
class OwnCount:
    """META, project ids, and each voter's set of approved projects."""

    details: dict[str, str]
    projects: list[str]
    ballots: dict[str, set[str]]

    @property
    def supports(self) -> collections.Counter[str]:
        """Approvals by project."""
        return collections.Counter(project for projects in self.ballots.values() for project in projects)

    @property
    def approving(self) -> int:
        """Voters with at least one approval."""
        return sum(bool(projects) for projects in self.ballots.values())


def own_count(path: Path) -> OwnCount:
    """Read a Pabulib file in the plainest way."""
    parts: dict[str, list[list[str]]] = {"META": [], "PROJECTS": [], "VOTES": []}
    with path.open(encoding="utf-8-sig", newline="") as file:
        part: list[list[str]] = []
        for row in csv.reader(file, delimiter=";"):
            if row and row[0] in parts:
                part = parts[row[0]]
            elif row:
                part.append(row)
    project, voter, vote = (
        parts["PROJECTS"][0].index("project_id"), parts["VOTES"][0].index("voter_id"), parts["VOTES"][0].index("vote")
    )  # fmt: skip
    return OwnCount(
        details={row[0]: row[1] for row in parts["META"]},
        projects=[row[project] for row in parts["PROJECTS"][1:]],
        ballots={row[voter]: {one for one in row[vote].split(",") if one} for row in parts["VOTES"][1:]},
    )


def made_election(folder: Path, *, voters: int = 20_000) -> Path:
    """A made election in which each voter approves five of a hundred projects."""
    path = folder / "suuri.pb"
    projects = "".join(f"p{number};{1000 + number};Hanke {number}\n" for number in range(100))
    ballots = "".join(
        f"v{number};{','.join(f'p{(number * 7 + step * 13) % 100}' for step in range(5))};{number % 90}\n"
        for number in range(voters)
    )
    path.write_text(
        "META\nkey;value\ndescription;Suuri\nvote_type;approval\ndate_begin;2023\ndate_end;2023\nmax_length;5\n"
        f"PROJECTS\nproject_id;cost;name\n{projects}VOTES\nvoter_id;vote;age\n{ballots}",
        encoding="utf-8",
    )
    return path
