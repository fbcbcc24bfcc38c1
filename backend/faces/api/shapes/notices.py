# SPDX-License-Identifier: EUPL-1.2
"""Notices, follows and letters."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import Languages
from backend.participation.notifications.wording import said

FREQUENCIES = ("instant", "daily", "weekly", "none")


class NoticeQuery(PageQuery):
    """Which notices."""

    unread = serializers.BooleanField(required=False, default=False, help_text="Only those that are not read.")


class NoticeShape(serializers.Serializer[Any]):
    """One thing that one was told, in words of the asker's language; `reason` says why."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    reason = serializers.CharField()
    sentence = serializers.SerializerMethodField()
    excerpt = serializers.SerializerMethodField()
    path = serializers.SerializerMethodField()
    campaign = serializers.SlugField(source="campaign.slug", default=None, allow_null=True)
    idea = serializers.IntegerField(source="idea_id", allow_null=True)
    comment = serializers.IntegerField(source="comment_id", allow_null=True)
    told_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)

    def get_sentence(self, notice: Any) -> str:
        """What happened."""
        return said(notice).sentence

    def get_excerpt(self, notice: Any) -> str:
        """The beginning of what was written."""
        return said(notice).excerpt

    def get_path(self, notice: Any) -> str:
        """The page of this site where one reads on."""
        return said(notice).path


class NoticesRead(serializers.Serializer[Any]):
    """Which notices have been read: those named, or all up to one; without either, all."""

    ids = serializers.ListField(child=serializers.IntegerField(min_value=1), required=False, max_length=100)
    upto = serializers.IntegerField(required=False, min_value=1)


class NoticesReadShape(serializers.Serializer[Any]):
    """How many were not read before, and how many are left."""

    read = serializers.IntegerField()
    unread = serializers.IntegerField(help_text="At most 100.")


class DistrictNamed(serializers.Serializer[Any]):
    """Which district."""

    municipality = serializers.SlugField(source="municipality.slug")
    slug = serializers.SlugField()
    name = Languages()


class FollowShape(serializers.Serializer[Any]):
    """One thing that one follows: exactly one of the three is not null."""

    campaign = serializers.SlugField(source="campaign.slug", default=None, allow_null=True)
    idea = serializers.IntegerField(source="idea_id", allow_null=True)
    district = DistrictNamed(allow_null=True)
    since = serializers.DateTimeField()


class FollowState(serializers.Serializer[Any]):
    """Whether one follows it now."""

    follows = serializers.BooleanField()


class LettersShape(serializers.Serializer[Any]):
    """How often letters come; `paused`: the mail server refused the address, and nothing is sent to it."""

    frequency = serializers.ChoiceField(choices=FREQUENCIES)
    newsletter = serializers.BooleanField()
    paused = serializers.BooleanField()


class LettersChanged(serializers.Serializer[Any]):
    """What is left out stays as it is; `paused` false writes to the address again."""

    frequency = serializers.ChoiceField(choices=FREQUENCIES, required=False)
    newsletter = serializers.BooleanField(required=False)
    paused = serializers.BooleanField(required=False)
