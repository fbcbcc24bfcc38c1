# SPDX-License-Identifier: EUPL-1.2
"""Ideas like the one that somebody is about to propose."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.ideas import SimilarIdeasShape, SimilarQuery
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.ideas.selectors import visible_ideas
from backend.participation.ideas.similar import similar_ideas


class SimilarIdeas(Endpoint):
    """Hints for somebody who is writing an idea."""

    @extend_schema(operation_id="find_similar_ideas", parameters=[SimilarQuery], responses=SimilarIdeasShape)
    def get(self, request: Request, slug: str) -> Response:
        """At most three ideas of the campaign that say nearly the same, across inflections and typing errors."""
        campaign = campaign_alone(slug, viewer=request.user)
        wanted = read(SimilarQuery, request.query_params)
        near = similar_ideas(campaign=campaign, title=wanted["title"], text=wanted["text"])
        ideas = visible_ideas(campaign_id=campaign.pk).filter(pk__in=[one.number for one in near]).in_bulk()
        found = [
            {
                "id": one.number,
                "title": ideas[one.number].title,
                "language": ideas[one.number].language,
                "nearness": round(one.nearness, 2),
            }
            for one in near
            if one.number in ideas
        ]
        return Response(SimilarIdeasShape({"results": found}).data)
