"""Judges and rewrites one file that somebody sent; runs alone in a process with little to break.

Reads the file from standard input. Answers with one line of JSON on standard output (`kind`,
`pages`, or `refused`), then the clean file: images are drawn anew, PDFs written anew, so that
nothing travels along with them.
"""

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from typing import Any

try:
    import resource
except ImportError:  # no limits by the system there; the parent's time limit still holds
    resource = None  # type: ignore[assignment] # the module or nothing

LARGEST = 10 * 1024 * 1024
MOST_PAGES = 40
MOST_PIXELS = 50_000_000
# A page in a PDF may be scanned finer than a photo is; unpacked, a part stays readable everywhere.
MOST_PIXELS_IN_PDF = 200_000_000
LARGEST_PART = 200 * 1024 * 1024
# Enough to read every letter of a paper.
LONGEST_EDGE = 2600
JPEG_QUALITY = 85
MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 15
# HEIF and AVIF, which telephones write by themselves and browsers do not show everywhere.
NEWER_PHOTOS = {b"heic", b"heix", b"hevc", b"heif", b"mif1", b"msf1", b"avif", b"avis"}
# What a PDF uses to act by itself or to carry other files.
ACTIVE = (
    "/JS", "/JavaScript", "/AA", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/XFA",
    "/RichMedia", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound",
)  # fmt: skip
HARMLESS_OPENING = ("/GoTo",)


class Refused(Exception):  # noqa: N818 (not a mistake of ours: the answer to a bad file)
    """The file cannot be taken; the word says why."""


def main() -> None:
    """Inspect what comes in, within limits of memory, time and files."""
    _limit()
    try:
        kind, pages, clean = inspect(sys.stdin.buffer.read(LARGEST + 1))
        answer, content = {"kind": kind, "pages": pages}, clean
    except Refused as reason:
        answer, content = {"refused": str(reason)}, b""
    except MemoryError:
        answer, content = {"refused": "too_complicated"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + content)


def _limit() -> None:
    if resource is None:
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        # It writes to its pipe alone.
        (resource.RLIMIT_FSIZE, 0),
    )
    for what, most in limits:
        # Some systems do not limit memory; then time and size of the file remain.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def inspect(content: bytes) -> tuple[str, int, bytes]:
    """Kind, number of pages and the clean file; raises Refused."""
    if not content:
        raise Refused("empty")
    if len(content) > LARGEST:
        raise Refused("too_large")
    match _signature(content):
        case "pdf":
            return "pdf", *_clean_pdf(content)
        case "image":
            return "jpeg", 1, _clean_image(content)
        case "heic":
            raise Refused("heic")
        case _:
            raise Refused("unknown_kind")


def _signature(content: bytes) -> str:
    """What the first bytes say; the name of the file says nothing."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or is_webp:
        return "image"
    if content[4:8] == b"ftyp" and content[8:12] in NEWER_PHOTOS:
        return "heic"
    return ""


def _clean_image(content: bytes) -> bytes:
    """Draw the picture anew, upright, at a sensible size, without what the camera wrote down."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only what is needed, after the limits

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
            drawn = BytesIO()
            upright.save(drawn, "JPEG", quality=JPEG_QUALITY)
            return drawn.getvalue()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("too_many_pixels") from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise Refused("broken") from None


def _clean_pdf(content: bytes) -> tuple[int, bytes]:
    """Write the pages anew; refuse what is locked, acts by itself or carries other files."""
    import pikepdf  # noqa: PLC0415 - only what is needed, after the limits

    try:
        # A repaired file may have lost pages that nobody misses until the body does.
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            pages = len(pdf.pages)
            if pages == 0:
                raise Refused("broken")
            if pages > MOST_PAGES:
                raise Refused("too_many_pages")
            _refuse_active(pdf.objects)
            _refuse_opening(pdf.Root)
            written = BytesIO()
            pdf.save(written)
    except pikepdf.PasswordError:
        raise Refused("locked") from None
    except (pikepdf.PdfError, RuntimeError, ValueError):
        raise Refused("broken") from None
    if len(written.getvalue()) > LARGEST:
        raise Refused("too_large")
    return pages, written.getvalue()


def _refuse_active(objects: Iterable[Any]) -> None:
    import pikepdf  # noqa: PLC0415 - see above

    waiting: list[Any] = list(objects)
    # Objects without a number of their own lie inside the numbered ones.
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Stream):
            _refuse_bomb(each)
            waiting.append(each.stream_dict)
        elif isinstance(each, pikepdf.Dictionary):
            names = set(each.keys()) | {str(each.get("/S", "")), str(each.get("/Subtype", ""))}
            if names.intersection(ACTIVE):
                raise Refused("active")
            waiting += [value for value in each.values() if _is_direct(value)]
        elif isinstance(each, pikepdf.Array):
            waiting += [value for value in each if _is_direct(value)]


def _refuse_bomb(stream: Any) -> None:
    """What is small here must not fill the memory of the adviser's machine."""
    import pikepdf  # noqa: PLC0415 - see above

    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    if str(stream.get("/Subtype")) == "/Image" and width * height > MOST_PIXELS_IN_PDF:
        raise Refused("too_many_pixels")
    try:
        unpacked = len(stream.read_bytes())
    except pikepdf.PdfError:
        return  # a photo, which only its own reader unpacks: width and height were checked
    if unpacked > LARGEST_PART:
        raise Refused("too_complicated")


def _is_direct(value: Any) -> bool:
    return not getattr(value, "is_indirect", True)


def _refuse_opening(root: Any) -> None:
    """Opening at a page is harmless, every other act on opening is not."""
    import pikepdf  # noqa: PLC0415 - see above

    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) not in HARMLESS_OPENING:
        raise Refused("active")


if __name__ == "__main__":
    main()
