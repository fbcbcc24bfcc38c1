# SPDX-License-Identifier: EUPL-1.2
"""Photos: received before there is an idea, put on one, taken off, forgotten when nobody wants them."""

import datetime

from django.core.files import File
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp
from backend.common.errors import InvalidInput, NotFound
from backend.participation.ideas import stored_files
from backend.participation.ideas.errors import PhotoTooLarge, TooManyPhotos
from backend.participation.ideas.models import READABLE, Idea, KeptDraft, Photo
from backend.participation.ideas.pictures import LARGEST_BYTES, Pictures, pictures_of
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer

WAITING = datetime.timedelta(days=1)
"""How long a photo waits for its idea, unless a kept draft holds it."""
_MOST_WAITING, _MOST_WAITING_OF_STRANGERS = 30, 500


def receive_photo(*, by: Account | None, upload: "File[bytes]") -> Photo:
    """Make a photo of an uploaded file, to be put on an idea by its `key`. Not for use inside a transaction.

    First the pictures, then their files, then the row. Raises PhotoTooLarge, PhotoTooManyPixels,
    PhotoUnreadable, TooManyPhotos.
    """
    _require_room(by)
    if upload.size > LARGEST_BYTES:
        raise PhotoTooLarge(fields={"photo": PhotoTooLarge.message})
    pictures = pictures_of(upload.read())
    large = stored_files.store("photos", "webp", pictures.large.content)
    small = stored_files.store("photos", "webp", pictures.small.content)
    return _keep(by, pictures, large, small)


@transaction.atomic
def _keep(by: Account | None, pictures: Pictures, large: str, small: str) -> Photo:
    stored_files.keep([large, small])
    return Photo.objects.create(
        uploaded_by=by,
        large_id=large,
        small_id=small,
        width=pictures.large.width,
        height=pictures.large.height,
        small_width=pictures.small.width,
    )


def _require_room(by: Account | None) -> None:
    waiting = Photo.objects.filter(uploaded_by=by, idea=None, uploaded_at__gt=ClockTimestamp() - WAITING).count()
    if waiting >= (_MOST_WAITING_OF_STRANGERS if by is None else _MOST_WAITING):
        raise TooManyPhotos(fields={"photo": TooManyPhotos.message})


def waiting_photo(key: str, *, viewer: Viewer) -> Photo | None:
    """The photo that a form holds by its key; None where it is on an idea already, or somebody else's."""
    photo = Photo.objects.filter(key=key, idea=None).first() if key else None
    return photo if photo is not None and _is_open_to(photo, viewer) else None


def _is_open_to(photo: Photo, viewer: Viewer) -> bool:
    """A waiting photo is its sender's; one sent by nobody known is open to whoever has its random name."""
    return photo.uploaded_by_id is None or photo.uploaded_by_id == getattr(viewer, "pk", None)


def photo_shown(name: str) -> Photo:
    """The photo with this file, on an idea that stands or waiting; raises NotFound. One query."""
    photo = (
        Photo.objects.select_related("idea")
        .filter(Q(large=name) | Q(small=name))
        .filter(
            Q(idea=None) | Q(idea__state__in=READABLE, idea__hidden_for="", idea__campaign__published_at__isnull=False)
        )
        .first()
    )
    if photo is None:
        raise NotFound
    return photo


def photo_file(name: str, *, viewer: Viewer) -> tuple[bytes, bool]:
    """(content, whether everybody may see it) of a photo's file; raises NotFound."""
    photo = photo_shown(name)
    if photo.idea_id is None and not _is_open_to(photo, viewer):
        raise NotFound
    return stored_files.read(name), photo.idea_id is not None


def photo_is_so(idea: Idea, key: str, alt: str) -> bool:
    """Whether the idea has this very photo, said to show this, already; no photo for an empty key. One query."""
    now = Photo.objects.filter(idea=idea).first()
    return (now.key, now.alt) == (key, alt) if now is not None else not key


def set_photo(idea: Idea, key: str, alt: str, by: Viewer) -> bool:
    """Put the photo with this key on the idea, or take its photo off where the key is empty; whether it changed.

    Runs in the caller's transaction, with the idea locked. Raises InvalidInput where the photo is
    no longer kept.
    """
    now = Photo.objects.filter(idea=idea).first()
    if now is not None and key == now.key:
        changed = Photo.objects.filter(pk=now.pk).exclude(alt=alt).update(alt=alt)
        return bool(changed)
    wanted = None
    if key:
        wanted = Photo.objects.select_for_update().filter(key=key, idea=None).first()
        if wanted is None or not _is_open_to(wanted, by):
            raise InvalidInput(fields={"photo": _("The photo is no longer kept. Choose it again.")})
    if now is not None:
        forget([now])
    if wanted is not None:
        KeptDraft.objects.filter(photo=wanted).update(photo=None)
        Photo.objects.filter(pk=wanted.pk).update(idea=idea, alt=alt, uploaded_by=None)
    return now is not None or wanted is not None


def forget(photos: list[Photo]) -> None:
    """Delete photos, and let their files go; in the caller's transaction."""
    Photo.objects.filter(pk__in=[photo.pk for photo in photos]).delete()
    stored_files.let_go(name for photo in photos for name in (photo.large_id, photo.small_id))


@transaction.atomic
def forget_waiting_photos() -> int:
    """Forget the photos that have waited a day for an idea and are in no kept draft; how many."""
    waiting = Photo.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        ~Exists(KeptDraft.objects.filter(photo=OuterRef("pk"))),
        idea=None,
        uploaded_at__lte=ClockTimestamp() - WAITING,
    )
    photos = list(waiting[:500])
    forget(photos)
    return len(photos)
