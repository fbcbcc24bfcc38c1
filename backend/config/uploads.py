# SPDX-License-Identifier: EUPL-1.2
"""How much of an upload is read: a form with one photo, and not a byte more."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 12 * 1024 * 1024
"""Bytes of files in one request: a photo of 10 MB that is refused in words, and no more than that."""


class BoundedUpload(FileUploadHandler):
    """Stops reading a request whose files are larger than any photo may be; raises RequestDataTooBig (413)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read = 0

    def handle_raw_input(self, *request: Any, **_: Any) -> None:
        """Refuse by the length that the request names, before a byte of it is read."""
        _body, _headers, content_length, *_rest = request
        if content_length > LARGEST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Count what comes and hand it on."""
        self._read += len(raw_data)
        if self._read > LARGEST:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
