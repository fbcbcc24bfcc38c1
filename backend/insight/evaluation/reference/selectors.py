# SPDX-License-Identifier: EUPL-1.2
"""Which kinds of reference data there are, and which files were stored."""

import csv
import io

from django.db.models import QuerySet

from backend.insight.evaluation.errors import NoSuchReference
from backend.insight.evaluation.models import ProgrammeTarget, ReferenceImport
from backend.insight.evaluation.reference.funding import FUNDING
from backend.insight.evaluation.reference.kinds import ReferenceKind
from backend.insight.evaluation.reference.programme import PROGRAMME
from backend.insight.evaluation.reference.social import SOCIAL
from backend.insight.evaluation.reference.visits import VISITS

KINDS = {kind.slug: kind for kind in (FUNDING, VISITS, SOCIAL, PROGRAMME)}
"""Every kind by its address word."""


def kind_called(slug: str) -> ReferenceKind:
    """The kind; raises NoSuchReference."""
    if slug not in KINDS:
        raise NoSuchReference
    return KINDS[slug]


def imports_of(kind: str) -> QuerySet[ReferenceImport]:
    """The files of a kind that were stored, the latest first."""
    return ReferenceImport.objects.filter(kind=kind)


def latest_imports() -> dict[str, ReferenceImport]:
    """The latest file of each kind that has one, in one query."""
    return {one.kind: one for one in ReferenceImport.objects.order_by("kind", "-imported_at", "-pk").distinct("kind")}


def template_of(kind: ReferenceKind) -> str:
    """A CSV file with the columns and two lines as examples."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow([column.name for column in kind.columns])
    for at in (0, 1):
        writer.writerow([column.examples[at] for column in kind.columns])
    return file.getvalue()


def programme_targets() -> QuerySet[ProgrammeTarget]:
    """The programme's indicators, by code."""
    return ProgrammeTarget.objects.all()
