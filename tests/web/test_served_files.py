"""A running server serves files of a version that is installed beside it, and no others."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from welcome_office.web.served_files import ServedFiles


def nothing(request: HttpRequest) -> HttpResponse:
    """There is no such page."""
    return HttpResponse(status=404)


@pytest.fixture
def status(settings: Settings, tmp_path: Path) -> Callable[[str], int]:
    """How a server answers that has read an empty folder."""
    settings.STATIC_ROOT = tmp_path / "static"
    (tmp_path / "static").mkdir()
    (tmp_path / "secret").write_text("not for everybody")
    server = ServedFiles(nothing)

    def ask(path: str) -> int:
        answer = server(RequestFactory().get(path))
        getattr(answer, "file_to_stream", BytesIO()).close()
        return answer.status_code

    return ask


def test_a_file_that_was_added_since_is_served(
    status: Callable[[str], int], tmp_path: Path
) -> None:
    before = status("/static/page.abc123.css")
    (tmp_path / "static" / "page.abc123.css").write_text("p {}")

    assert (before, status("/static/page.abc123.css")) == (404, 200)


@pytest.mark.parametrize(
    "path", ["/static/../secret", "/static/", "/static//etc/hostname", "/secret"]
)
def test_nothing_outside_the_folder_is_served(status: Callable[[str], int], path: str) -> None:
    assert status(path) == 404
