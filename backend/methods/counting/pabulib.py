# SPDX-License-Identifier: EUPL-1.2
"""Reading Pabulib's `.pb` files (Stolicki, Szufa, Talmon, arXiv 2012.06539) as they are found.

Three sections, META, PROJECTS and VOTES, of lines of fields that semicolons divide. Real files have
a byte order mark or none, CRLF or LF, quoted fields, decimal points or commas, lines shorter than
their header, and ballots that name a project twice.
"""

import csv
import io
import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from backend.methods.counting.election import Ballot, Election, Project
from backend.methods.counting.fields import PabulibError, day, decimal, degrees, whole_number

SECTIONS = ("META", "PROJECTS", "VOTES")

_Row = tuple[int, list[str]]


class VoterTwice(PabulibError):
    """Two ballots have the same voter."""


class UnknownProject(PabulibError):
    """A ballot names a project that is not among PROJECTS."""


def read_file(path: Path) -> Election:
    """The election in a file; raises PabulibError, OSError."""
    return read_bytes(path.read_bytes())


def read_bytes(content: bytes) -> Election:
    """The election in the bytes of a file, UTF-8 with or without a byte order mark; raises PabulibError."""
    try:
        return read_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PabulibError(content.count(b"\n", 0, error.start) + 1, "The file is not UTF-8.") from error


def read_text(text: str) -> Election:
    """The election in a text; raises PabulibError with the line that is wrong (of a quoted field, its last)."""
    details: dict[str, tuple[int, str]] = {}
    projects: tuple[Project, ...] = ()
    ballots: tuple[Ballot, ...] | None = None
    for section, entries in itertools.groupby(_entries(text), key=lambda entry: entry[0]):
        rows = ((line, row) for _section, line, row in entries)
        if section == "META":
            details = _details(rows)
        elif section == "PROJECTS":
            projects = tuple(_projects(rows))
        else:
            ballots = tuple(_ballots(rows, frozenset(project.id for project in projects)))
    if ballots is None:
        raise PabulibError(text.count("\n") + 1, "The file ends before the header of VOTES.")
    return _election(details, projects, ballots)


def _entries(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """Section, line number and fields of every line that is neither empty nor a section's name."""
    place = -1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    try:
        for row in reader:
            if not any(row):
                continue
            name = row[0].strip().upper()
            if name in SECTIONS and not any(row[1:]):
                place += 1
                if place >= len(SECTIONS) or SECTIONS[place] != name:
                    raise PabulibError(reader.line_num, f"{name} is not where it belongs: META, PROJECTS, VOTES.")
            elif place < 0:
                raise PabulibError(reader.line_num, "The file does not begin with META.")
            else:
                yield SECTIONS[place], reader.line_num, row
    except csv.Error as error:
        raise PabulibError(reader.line_num, f"The line cannot be read: {error}.") from error


def _details(rows: Iterator[_Row]) -> dict[str, tuple[int, str]]:
    details: dict[str, tuple[int, str]] = {}
    for line, row in rows:
        key = row[0].strip().lower()
        if key in details:
            raise PabulibError(line, f"{key} stands in META twice.")
        details[key] = (line, ";".join(row[1:]).strip())
    details.pop("key", None)  # the header
    return details


class _Columns:
    """The header of a section: answers a row's field by its name, "" where there is none."""

    def __init__(self, header: _Row, required: tuple[str, ...]) -> None:
        line, names = header
        self.place = {name.strip().lower(): number for number, name in enumerate(names)}
        for name in required:
            if name not in self.place:
                raise PabulibError(line, f"The column {name} is missing.")

    def field(self, row: list[str], name: str) -> str:
        """The field of a row."""
        place = self.place.get(name)
        return row[place].strip() if place is not None and place < len(row) else ""


def _projects(rows: Iterator[_Row]) -> Iterator[Project]:
    columns = _Columns(next(rows), ("project_id", "cost"))
    known: set[str] = set()
    for line, row in rows:
        project = _project(line, row, columns)
        if not project.id:
            raise PabulibError(line, "No project_id.")
        if project.id in known:
            raise PabulibError(line, f"The project {project.id} is listed twice.")
        known.add(project.id)
        yield project


def _project(line: int, row: list[str], columns: _Columns) -> Project:
    def field(name: str) -> str:
        return columns.field(row, name)

    point = (
        degrees(line, "latitude", field("latitude"), 90),
        degrees(line, "longitude", field("longitude"), 180),
    )
    latitude, longitude = point if None not in point else (None, None)
    return Project(
        line=line,
        id=field("project_id"),
        name=field("name") or field("project_id"),
        cost=decimal(line, "cost", field("cost")),
        categories=_listed(field("category")),
        district=field("district"),
        description=field("description"),
        latitude=latitude,
        longitude=longitude,
        selected={"": None, "0": False}.get(field("selected"), True),
    )


def _ballots(rows: Iterator[_Row], known: frozenset[str]) -> Iterator[Ballot]:
    columns = _Columns(next(rows), ("voter_id", "vote"))
    voters: set[str] = set()
    for line, row in rows:
        voter, projects = columns.field(row, "voter_id"), _listed(columns.field(row, "vote"))
        if not voter:
            raise PabulibError(line, "No voter_id.")
        if voter in voters:
            raise VoterTwice(line, f"The voter {voter} has two ballots.")
        if not known.issuperset(projects):
            unknown = next(project for project in projects if project not in known)
            raise UnknownProject(line, f"The project {unknown} is not among PROJECTS.")
        voters.add(voter)
        age = columns.field(row, "age")
        points = _points(line, columns.field(row, "points"), projects) if "points" in columns.place else ()
        yield Ballot(line, voter, tuple(dict.fromkeys(projects)), int(age) if age.isdecimal() else None, points)


def _points(line: int, field: str, projects: tuple[str, ...]) -> tuple[Decimal, ...]:
    """Points in the order of the ballot's projects, each project once."""
    points = [decimal(line, "points", point) for point in _listed(field)]
    if len(points) != len(projects):
        raise PabulibError(line, f"{len(projects)} projects have {len(points)} points.")
    first: dict[str, Decimal] = {}
    for project, point in zip(projects, points, strict=True):
        first.setdefault(project, point)
    return tuple(first.values())


def _listed(field: str) -> tuple[str, ...]:
    """The parts of a field that commas divide, without empty ones."""
    return tuple(part for part in map(str.strip, field.split(",")) if part)


def _election(
    details: dict[str, tuple[int, str]], projects: tuple[Project, ...], ballots: tuple[Ballot, ...]
) -> Election:
    def told(key: str) -> tuple[int, str, str]:
        line, value = details.get(key, (1, ""))
        return line, key, value

    if not told("vote_type")[2]:
        raise PabulibError(1, "vote_type is missing in META.")
    return Election(
        description=told("description")[2],
        vote_type=told("vote_type")[2].lower(),
        language=told("language")[2].lower(),
        currency=told("currency")[2],
        budget=decimal(*told("budget")) if told("budget")[2] else None,
        begins=day(*told("date_begin"), last=False),
        ends=day(*told("date_end"), last=True),
        max_length=whole_number(*told("max_length")),
        details={key: value for key, (_line, value) in details.items()},
        projects=projects,
        ballots=ballots,
    )
