"""How files arrive: into memory alone, up to a limit, so that nothing of theirs is ever left on a disk."""

from typing import IO

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemory(MemoryFileUploadHandler):
    """Takes every file of a request, and refuses the request whole where all of it is too large."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803 - Django names it so
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Looked at before anything is read. Raises RequestDataTooBig, which has a page of its own."""
        if content_length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        self.activated = True
