# SPDX-License-Identifier: EUPL-1.2
"""Reading a body: JSON of bounded size and depth, or a whole file."""

from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser


class BoundedJson(JSONParser):
    """DRF's JSON (at most DATA_UPLOAD_MAX_MEMORY_SIZE), where nesting without end is a broken body."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The parsed body; raises ParseError."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError from error


class WholeFile(BaseParser):
    """The body as it is, whatever it says of itself, up to a size."""

    media_type = "*/*"
    most_bytes = 20 * 1024 * 1024

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,  # noqa: ARG002 DRF's signature
        parser_context: Mapping[str, Any] | None = None,  # noqa: ARG002
    ) -> Any:
        """The bytes; raises RequestDataTooBig."""
        file = stream.read(self.most_bytes + 1)
        if len(file) > self.most_bytes:
            raise RequestDataTooBig
        return file
