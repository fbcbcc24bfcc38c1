# SPDX-License-Identifier: EUPL-1.2
"""The API's own description: OpenAPI for programs, and the same for people."""

import functools

from csp.decorators import csp_update
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request

from backend.faces.api.endpoint import Endpoint


class Schema(Endpoint):
    """The description for programs."""

    renderer_classes = (OpenApiYamlRenderer, OpenApiJsonRenderer)
    cache_control = "public, max-age=3600"

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        """OpenAPI 3, as YAML or by `Accept` as JSON."""
        renderer = request.accepted_renderer
        form = "json" if isinstance(renderer, OpenApiJsonRenderer) else "yaml"
        return HttpResponse(_described(form), content_type=renderer.media_type)


@method_decorator(csp_update({"img-src": ["data:"]}), name="dispatch")  # arrows and the like in its style sheet
class Documentation(Endpoint, SpectacularSwaggerSplitView):
    """The description for people."""

    url_name = "api:schema"
    template_name = "api/docs.html"


@functools.cache
def _described(form: str) -> bytes:
    """Made once in a process: it changes with the code only."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    renderer = OpenApiJsonRenderer() if form == "json" else OpenApiYamlRenderer()
    return bytes(renderer.render(schema, renderer_context={}))
