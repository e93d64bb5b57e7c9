"""Receives files in memory only: what somebody sends is never written to a disk unencrypted."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


class InMemoryOnly(FileUploadHandler):
    """Keeps a file in memory; drops the rest of one that is larger than allowed."""

    def __init__(self, *, largest: int) -> None:
        super().__init__()
        self.largest = largest
        self.was_too_large = False
        self.content = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with an empty file."""
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a part of the file."""
        if start + len(raw_data) > self.largest:
            self.was_too_large = True
            raise SkipFile
        self.content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file over; its name is not used for anything."""
        self.content.seek(0)
        return InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name="file",
            content_type=None,
            size=file_size,
            charset=None,
        )


def receiving_files(*, largest: int) -> Callable[[View], View]:
    """Let a view receive files in memory; `request.was_too_large` says when one was dropped."""

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        # The handlers must be set before the token is looked for in what was sent.
        @csrf_exempt
        @wraps(view)
        def receiving(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            handler = InMemoryOnly(largest=largest)
            request.upload_handlers = [handler]
            request.upload_handler = handler  # type: ignore[attr-defined] # read by `was_too_large`
            answer: HttpResponse = protected(request, *args, **kwargs)
            return answer

        return receiving

    return decorate


def tell_if_too_large(request: HttpRequest, form: Form, message: Any) -> None:
    """Say at the form's `file` that it was dropped because of its size, instead of that none came.

    Call it with a form made from what was sent: making it lets Django receive the files.
    """
    handler = getattr(request, "upload_handler", None)
    if handler is not None and handler.was_too_large:
        form.errors.pop("file", None)
        form.add_error("file", message)
