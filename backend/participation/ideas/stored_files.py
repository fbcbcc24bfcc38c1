# SPDX-License-Identifier: EUPL-1.2
"""Files under MEDIA: announced in the database before they are written, deleted after it has let go of them.

No transaction touches a file. What is stored is announced first, in a transaction of its own, as
to be deleted in an hour; the transaction that shows it takes that back; the one that lets go of it
says it again; `delete_unwanted_files` (the worker's timetable) does it. A process that dies in
between leaves a row, and with it the file goes.
"""

import datetime
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.functions import Now

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.common.ids import random_name
from backend.participation.ideas.models import StoredFile

_GRACE = datetime.timedelta(hours=1)
_AT_ONCE = 500


def store(folder: str, ending: str, content: bytes) -> str:
    """Write a file under a random name that it never changes; the name. Not for use inside a transaction."""
    random = random_name()
    name = f"{folder}/{random[:2]}/{random[2:]}.{ending}"
    StoredFile.objects.create(name=name, delete_after=ClockTimestamp() + _GRACE)
    default_storage.save(name, ContentFile(content))
    return name


def keep(names: Iterable[str]) -> None:
    """Something shows these files from now on; in the caller's transaction."""
    StoredFile.objects.filter(name__in=list(names)).update(delete_after=None)


def let_go(names: Iterable[str]) -> None:
    """Nothing shows these files any more once the caller's transaction is through."""
    StoredFile.objects.filter(name__in=list(names)).update(delete_after=Now())


def read(name: str) -> bytes:
    """The file's content; raises NotFound where it has gone."""
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError as error:
        raise NotFound from error


def delete_unwanted_files() -> int:
    """Delete the files that nothing shows any more, then their rows; how many. May run twice at once."""
    names = StoredFile.objects.filter(delete_after__lte=ClockTimestamp()).values_list("name", flat=True)[:_AT_ONCE]
    deleted = list(names)
    for name in deleted:
        default_storage.delete(name)
    StoredFile.objects.filter(name__in=deleted, delete_after__isnull=False).delete()
    return len(deleted)
