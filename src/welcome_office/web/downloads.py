"""Files that a page hands out to be kept."""

from django.http import HttpResponse


def download(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """Hand out a file under a name of ours."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
