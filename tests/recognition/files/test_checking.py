"""What is taken is written anew; what is hostile or broken is refused with its reason."""

import io
import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from django.conf import LazySettings
from PIL import Image
from tests.recognition.files import hostile

from welcome_office.recognition.files.checking import RefusedFileError, check_file
from welcome_office.recognition.files.inspecting import LARGEST, Refused, inspect

ACTIVE_PDFS = {
    "program on opening": hostile.pdf(OpenAction=hostile.script()),
    "program on a button": hostile.pdf_with_hidden_script(),
    "form of the dangerous kind": hostile.pdf(
        AcroForm=pikepdf.Dictionary(XFA=pikepdf.Array(["a"]))
    ),
    "files inside": hostile.pdf(
        Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array([])))
    ),
    "starts a program": hostile.pdf(
        OpenAction=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    ),
    "acts on closing": hostile.pdf(AA=pikepdf.Dictionary(WC=hostile.script())),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_is_drawn_anew_without_what_the_camera_wrote(kind: str) -> None:
    sent = hostile.picture(kind) + b"<script>polyglot</script>PK\x03\x04"

    name, pages, clean = inspect(sent)

    drawn = Image.open(io.BytesIO(clean))
    assert (name, pages, drawn.format, drawn.size) == ("jpeg", 1, "JPEG", (60, 40))
    assert b"Secret place" not in clean
    assert b"polyglot" not in clean


def test_pdf_is_written_anew_without_what_hangs_on_its_end() -> None:
    name, pages, clean = inspect(hostile.pdf(pages=3) + b"PK\x03\x04 more")

    assert (name, pages) == ("pdf", 3)
    assert b"PK\x03\x04" not in clean
    with pikepdf.open(io.BytesIO(clean)) as written:
        assert len(written.pages) == 3


@pytest.mark.parametrize("content", ACTIVE_PDFS.values(), ids=ACTIVE_PDFS)
def test_pdf_that_acts_by_itself_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"^active$"):
        inspect(content)


REFUSED = {
    "empty": (b"", "empty"),
    "too large": (b"%PDF-" + b"0" * LARGEST, "too_large"),
    "locked": (hostile.locked_pdf(), "locked"),
    "cut off picture": (hostile.picture()[:200], "broken"),
    "cut off PDF": (hostile.pdf(pages=3)[:400], "broken"),
    "PDF with an archive behind it": (hostile.pdf() + hostile.zip_bomb(), "broken"),
    "not a PDF inside": (b"%PDF-1.7 nothing else", "broken"),
    "too many pages": (hostile.pdf(pages=41), "too_many_pages"),
    "huge dimensions": (hostile.picture_bomb(), "too_many_pixels"),
    "page that fills the memory": (hostile.pdf_with_page(megabytes=220), "too_complicated"),
    "picture in a PDF as large as a town": (
        hostile.pdf_with_picture(width=60_000, height=60_000),
        "too_many_pixels",
    ),
    "archive called pdf": (hostile.zip_bomb(), "unknown_kind"),
    "program called jpg": (b"MZ\x90\x00" + b"\x00" * 100, "unknown_kind"),
    "page of the web": (b"<!doctype html><script>1</script>", "unknown_kind"),
    "drawing with a program": (b"<svg onload='alert(1)'/>", "unknown_kind"),
    "PDF behind another beginning": (b"GIF89a" + hostile.pdf(), "unknown_kind"),
    "photo of a newer phone": (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50, "heic"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_bad_file_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=f"^{reason}$"):
        inspect(content)


def test_large_photo_is_made_smaller() -> None:
    clean = inspect(hostile.picture(width=5200, height=2600))[2]

    assert Image.open(io.BytesIO(clean)).size == (2600, 1300)


def test_bomb_breaks_only_the_inspector() -> None:
    with pytest.raises(RefusedFileError) as refused:
        check_file(hostile.pdf_bomb())

    assert refused.value.reason in {"too_complicated", "broken"}


def test_good_file_comes_back_clean_from_the_inspector() -> None:
    clean = check_file(hostile.pdf(pages=2))

    assert (clean.kind, clean.pages, clean.content[:5]) == ("pdf", 2, b"%PDF-")


class Scanner(socketserver.BaseRequestHandler):
    """A virus scanner that finds what calls itself a virus."""

    def handle(self) -> None:
        """Read the stream to its end, then judge."""
        received = b""
        while not received.endswith(b"\x00\x00\x00\x00"):
            received += self.request.recv(65536)
        found = b"stream: EICAR FOUND" if b"EICAR" in received else b"stream: OK"
        self.request.sendall(found + (b"\n" if received[:1] == b"n" else b"\x00"))


@pytest.fixture(params=["port", "file"])
def scanner(
    request: pytest.FixtureRequest, settings: LazySettings, tmp_path: Path
) -> Iterator[None]:
    """A scanner that listens on a free port, or on a file."""
    server: socketserver.BaseServer
    if request.param == "port":
        server = socketserver.TCPServer(("127.0.0.1", 0), Scanner)
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.socket.getsockname()[1]}"
    else:
        server = socketserver.UnixStreamServer(str(tmp_path / "clamd"), Scanner)
        settings.CLAMD_ADDRESS = f"unix:{tmp_path / 'clamd'}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("scanner")
def test_scanner_lets_good_files_through_and_stops_bad_ones() -> None:
    clean = check_file(hostile.pdf())
    with pytest.raises(RefusedFileError, match="virus"):
        check_file(hostile.pdf() + b"EICAR")

    assert clean.pages == 1


def test_named_scanner_that_is_silent_lets_nothing_through(settings: LazySettings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.CLAMD_ADDRESS = f"127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(RefusedFileError, match="scanner_silent"):
            check_file(hostile.pdf())
