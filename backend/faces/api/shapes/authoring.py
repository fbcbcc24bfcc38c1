# SPDX-License-Identifier: EUPL-1.2
"""What belongs to writing an idea: its photo, its authors, drafts, and what a change made of it."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from backend.faces.api.shapes.common import Languages


class PhotoShape(serializers.Serializer[Any]):
    """A photo of an idea; `large` and `small` are addresses of WebP files, width and height those of the large one."""

    alt = serializers.CharField()
    large = serializers.SerializerMethodField()
    small = serializers.SerializerMethodField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()

    def get_large(self, photo: Any) -> str:
        """1,440 pixels at most."""
        return photo_address(photo.large_id)

    def get_small(self, photo: Any) -> str:
        """720 pixels at most."""
        return photo_address(photo.small_id)


def photo_address(file: str) -> str:
    """Where a stored picture is."""
    return reverse("photo", args=[file.removeprefix("photos/")])


class PhotoSent(serializers.Serializer[Any]):
    """A photo to be put on an idea later: JPEG, PNG or WebP, 10 MB at most."""

    photo = serializers.FileField(allow_empty_file=True)


class PhotoKept(serializers.Serializer[Any]):
    """A photo that waits a day for its idea; `key` puts it there."""

    key = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class PhotoPut(serializers.Serializer[Any]):
    """A photo for an idea, as a file or by the key of one that was sent before, and what it shows."""

    photo = serializers.FileField(required=False, allow_empty_file=True)
    key = serializers.CharField(required=False, default="", allow_blank=True, max_length=32)
    alt = serializers.CharField(allow_blank=True, max_length=2000)


class InvitationShape(serializers.Serializer[Any]):
    """An open invitation to write an idea together."""

    id = serializers.IntegerField()
    invited_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class InvitationMade(InvitationShape):
    """A new invitation; `link` is told only now, and works once."""

    link = serializers.URLField()


class DraftFields(serializers.Serializer[Any]):
    """What is typed, as it is: nothing is judged before it is proposed."""

    title = serializers.CharField(required=False, allow_blank=True)
    text = serializers.CharField(required=False, allow_blank=True)
    category = serializers.CharField(required=False, allow_blank=True)
    district = serializers.CharField(required=False, allow_blank=True)
    place = serializers.CharField(required=False, allow_blank=True)
    latitude = serializers.CharField(required=False, allow_blank=True)
    longitude = serializers.CharField(required=False, allow_blank=True)
    photo_alt = serializers.CharField(required=False, allow_blank=True)


class DraftShape(serializers.Serializer[Any]):
    """A kept draft; `revision` grows with each saving."""

    campaign = serializers.CharField(source="campaign.slug")
    fields = DraftFields()  # type: ignore[assignment]
    photo = serializers.CharField(source="photo.key", default=None, allow_null=True)
    revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField()


class DraftWritten(serializers.Serializer[Any]):
    """A draft to be kept; `revision` is the one that was read (0 where there was none), `photo` a photo's key."""

    fields = DraftFields()  # type: ignore[assignment]
    photo = serializers.CharField(required=False, default="", allow_blank=True, allow_null=True, max_length=32)
    revision = serializers.IntegerField(required=False, default=0, min_value=0)


class PartShape(serializers.Serializer[Any]):
    """A stretch of text that stayed, was added, or was removed."""

    kind = serializers.ChoiceField(choices=("same", "added", "removed"))
    text = serializers.CharField()


class TurnShape(serializers.Serializer[Any]):
    """The names of a subject or district before and after; null is none."""

    before = Languages(allow_null=True)
    after = Languages(allow_null=True)


class ChangeShape(serializers.Serializer[Any]):
    """What made a version of the one before, word by word; `category` and `district` are null where they stayed."""

    number = serializers.IntegerField()
    changed_at = serializers.DateTimeField()
    title = PartShape(many=True)
    text = PartShape(many=True)
    place = PartShape(many=True)
    photo_alt = PartShape(many=True)
    category = TurnShape(allow_null=True)
    district = TurnShape(allow_null=True)
