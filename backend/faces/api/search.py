# SPDX-License-Identifier: EUPL-1.2
"""Searching the whole region."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.faces.api.endpoint import Endpoint
from backend.faces.api.reading import read
from backend.faces.api.shapes.search import FoundShape, SearchQuery
from backend.participation.campaigns.selectors import campaigns_with_words
from backend.participation.ideas.selectors import ideas_of_all_campaigns

_CAMPAIGNS, _IDEAS = 10, 50


class Search(Endpoint):
    """Campaigns and ideas of the whole region."""

    @extend_schema(operation_id="search", parameters=[SearchQuery], responses=FoundShape)
    def get(self, request: Request) -> Response:
        """The best matches: at most ten campaigns and fifty ideas; a campaign's own list finds all of its ideas."""
        words = read(SearchQuery, request.query_params)["q"]
        ideas = ideas_of_all_campaigns(words)[:_IDEAS] or ideas_of_all_campaigns(words, loosely=True)[:_IDEAS]
        return Response(FoundShape({"campaigns": campaigns_with_words(words)[:_CAMPAIGNS], "ideas": ideas}).data)
