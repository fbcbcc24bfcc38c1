# SPDX-License-Identifier: EUPL-1.2
"""Funding of projects by year and instrument, from the files that those who grant it give."""

from collections.abc import Iterator, Sequence

from backend.common.storing import Stored
from backend.insight.evaluation.errors import SheetFault
from backend.insight.evaluation.reference.kinds import MUNICIPALITY, ReferenceKind
from backend.insight.evaluation.reference.sheets import Column, Line, twice
from backend.region.programme.project_funding import ProjectFunding, known_programme, store_project_funding

_COLUMNS = (
    Column(
        name="project",
        kind="text",
        aliases=("hanke", "projekt"),
        about={"fi": "Hankkeen nimi", "sv": "Projektets namn", "en": "Name of the project"},
        examples=("Viisas ranta", "Viisas ranta"),
    ),
    Column(
        name="spearhead",
        kind="word",
        aliases=("kärkiteema", "spetstema"),
        about={
            "fi": "Kärkiteeman osoitesana, kuten citizen-city",
            "sv": "Spetstemats adressord, som citizen-city",
            "en": "Address word of the spearhead, as citizen-city",
        },
        examples=("citizen-city", "citizen-city"),
    ),
    Column(
        name="instrument",
        kind="word",
        aliases=("rahoitusväline", "finansieringsinstrument"),
        about={
            "fi": "Rahoitusvälineen osoitesana, kuten erdf",
            "sv": "Instrumentets adressord, som erdf",
            "en": "Address word of the instrument, as erdf",
        },
        examples=("erdf", "own"),
    ),
    Column(
        name="year",
        kind="year",
        aliases=("vuosi", "år"),
        about={"fi": "Vuosi", "sv": "År", "en": "Year"},
        examples=("2026", "2026"),
    ),
    Column(
        name="granted",
        kind="money",
        aliases=("myönnetty", "beviljat"),
        about={"fi": "Myönnetty, euroa", "sv": "Beviljat, euro", "en": "Granted, euros"},
        examples=("120000", "40000"),
    ),
    Column(
        name="paid",
        kind="money",
        required=False,
        aliases=("maksettu", "utbetalt"),
        about={"fi": "Maksettu, euroa", "sv": "Utbetalt, euro", "en": "Paid, euros"},
        examples=("60000", ""),
    ),
    Column(
        name="actor",
        kind="text",
        required=False,
        aliases=("toimija", "aktör"),
        about={
            "fi": "Saajan Y-tunnus; toinen saaja omalle rivilleen",
            "sv": "Mottagarens FO-nummer; en annan mottagare på egen rad",
            "en": "Business ID of who gets it; another one on a line of its own",
        },
    ),
    MUNICIPALITY,
)
_KEY = ("project", "spearhead", "instrument", "year", "actor", "municipality")


def _check(lines: Sequence[Line]) -> list[SheetFault]:
    known = known_programme()
    faults = twice(lines, _KEY)
    for line in lines:
        values = line.values
        if values["spearhead"] not in known.spearheads:
            faults.append(SheetFault(line.number, "spearhead", "word"))
        if values["instrument"] not in known.instruments:
            faults.append(SheetFault(line.number, "instrument", "word"))
        if values.get("actor") and values["actor"] not in known.actors:
            faults.append(SheetFault(line.number, "actor", "no_actor"))
        if len(values["project"]) > 200:
            faults.append(SheetFault(line.number, "project", "too_long"))
    return faults


def _store(lines: Sequence[Line], synthetic: bool) -> Stored:
    del synthetic  # what was made up says so by the source of its file
    return store_project_funding(rows=list(_rows(lines)))


def _rows(lines: Sequence[Line]) -> Iterator[ProjectFunding]:
    for line in lines:
        values = line.values
        yield ProjectFunding(
            project=values["project"],
            spearhead=values["spearhead"],
            instrument=values["instrument"],
            year=values["year"],
            granted=values["granted"],
            paid=values.get("paid"),
            business_id=values.get("actor") or "",
            municipality_id=values.get("municipality"),
        )


FUNDING = ReferenceKind(
    slug="funding",
    name={"fi": "Hankkeiden rahoitus", "sv": "Projektens finansiering", "en": "Funding of projects"},
    about={
        "fi": "Mitä kukin väline on myöntänyt ja maksanut hankkeelle vuodessa. Kokeilujen rahoitus on niiden sivuilla.",
        "sv": "Vad varje instrument beviljat och betalat ett projekt per år. Pilotprojekt har det på sina sidor.",
        "en": "What each instrument granted and paid a project in a year. Funding of pilots stands on their pages.",
    },
    columns=_COLUMNS,
    check=_check,
    store=_store,
)
