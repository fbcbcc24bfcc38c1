# SPDX-License-Identifier: EUPL-1.2
"""Exports of a campaign."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse
from rest_framework.utils.urls import replace_query_param

from backend.records.exports.selectors import failure_message, link_token

EXPORT_STATES = ("queued", "running", "done", "failed")


class FailureShape(serializers.Serializer[Any]):
    """Why there is no file: a stable code, and words."""

    code = serializers.CharField()
    message = serializers.CharField()


class ExportShape(serializers.Serializer[Any]):
    """An export as far as it is; `file` is a link that works for a day, for whoever has it.

    It is of a campaign, or of a whole municipality; the other is null.

    `failure` is that of the last try, also while another one follows.
    """

    id = serializers.UUIDField()
    campaign = serializers.SlugField(source="campaign.slug", allow_null=True)
    municipality = serializers.SlugField(source="municipality.slug", allow_null=True)
    state = serializers.ChoiceField(choices=EXPORT_STATES)
    percent = serializers.IntegerField()
    rows_done = serializers.IntegerField()
    rows_total = serializers.IntegerField()
    position = serializers.IntegerField(allow_null=True)
    requested_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    failure = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField()
    file_name = serializers.CharField()
    size_bytes = serializers.IntegerField(allow_null=True)
    sha256 = serializers.CharField()

    @extend_schema_field(FailureShape(allow_null=True))
    def get_failure(self, export: Any) -> dict[str, str] | None:
        """In the asker's language."""
        return {"code": export.failure, "message": str(failure_message(export))} if export.failure else None

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_file(self, export: Any) -> str | None:
        """The link; null until there is a file."""
        if export.state != "done":
            return None
        address = reverse("api:export_file", args=[export.pk], request=self.context["request"])
        link: str = replace_query_param(address, "token", link_token(export))
        return link


class FileQuery(serializers.Serializer[Any]):
    """The token of the link."""

    token = serializers.CharField()
