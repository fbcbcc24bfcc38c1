# SPDX-License-Identifier: EUPL-1.2
"""Merging ideas that say the same, taking them apart again, and what was merged into what."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import BY_ID, PageQuery, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.merging import (
    MergePreviewQuery,
    MergePreviewShape,
    MergingShape,
    MergingWritten,
    UnmergingWritten,
)
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.ideas.selectors import idea_alone
from backend.participation.supports.lineage import idea_to_merge, lineage_of, merge_preview, mergings_of
from backend.participation.supports.merging import merge_ideas, unmerge_idea


class CampaignMergings(Endpoint):
    """What was merged in a campaign."""

    @extend_schema(
        operation_id="list_mergings",
        parameters=[PageQuery],
        responses=page_shape(MergingShape, "PageOfMergings"),
    )
    def get(self, request: Request, slug: str) -> Response:
        """All mergings, undone ones too, the latest first."""
        campaign = campaign_alone(slug, viewer=request.user)
        return Response(page_of(mergings_of(campaign.pk), BY_ID, request).answer(MergingShape))


class IdeaMerging(Endpoint):
    """The lineage of an idea."""

    @extend_schema(
        operation_id="list_mergings_of_idea",
        parameters=[PageQuery],
        responses=page_shape(MergingShape, "PageOfMergingsOfIdea"),
    )
    def get(self, request: Request, idea_id: int) -> Response:
        """All mergings of the idea into another and of others into it, the latest first."""
        idea = idea_alone(idea_id, viewer=request.user)
        return Response(page_of(lineage_of(idea.pk), BY_ID, request).answer(MergingShape))

    @extend_schema(operation_id="merge_ideas", request=MergingWritten, responses={201: MergingShape})
    def post(self, request: Request, idea_id: int) -> Response:
        """Merge the idea into another: every supporter counts once, comments stay where they were said."""
        person, sent = person_of(request), read(MergingWritten, request.data)
        merging = merge_ideas(by=person, source_id=idea_id, target_id=sent["target"], reason=sent["reason"])
        merging.refresh_from_db()
        return Response(MergingShape(merging).data, status=201)


class IdeaUnmerging(Endpoint):
    """Undoing a merging."""

    @extend_schema(operation_id="unmerge_idea", request=UnmergingWritten, responses=MergingShape)
    def post(self, request: Request, idea_id: int) -> Response:
        """Let a merged idea stand by itself again, with its supporters."""
        person, sent = person_of(request), read(UnmergingWritten, request.data)
        return Response(MergingShape(unmerge_idea(by=person, idea_id=idea_id, reason=sent["reason"])).data)


class MergingPreview(Endpoint):
    """What a merging would come to."""

    @extend_schema(operation_id="preview_merging", parameters=[MergePreviewQuery], responses=MergePreviewShape)
    def get(self, request: Request, idea_id: int) -> Response:
        """How many people would support the merged idea; for organisers."""
        person = person_of(request)
        idea = idea_to_merge(by=person, idea_id=idea_id)
        wanted = read(MergePreviewQuery, request.query_params)
        preview = merge_preview(by=person, source_id=idea.pk, target_id=wanted["target"])
        return Response(MergePreviewShape(preview).data)
