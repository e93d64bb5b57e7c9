"""Sets papers in type: PDFs that screen readers can read (PDF/UA-1), with our own fonts only."""

import io
import logging
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import segno
import typst
from django.conf import settings
from django.contrib.staticfiles import finders

log = logging.getLogger(__name__)
# One compilation at a time: a compiler keeps what it has read from the last one.
_one_at_a_time = Lock()
ICONS = "icons/partners.svg"
UNKNOWN_ICON = (
    '<circle cx="12" cy="12" r="5" fill="none" stroke="currentColor" stroke-width="1.8"/>'
)


def typeset(template: Path, content: object) -> bytes:
    """Fill a typst template with values (dataclasses and plain values) and give the PDF.

    The values travel as JSON, so that nothing that somebody typed is ever read as markup.
    """
    inputs = {"paper": msgspec.json.encode(content).decode()}
    with _one_at_a_time:
        try:
            return _compile(template, sys_inputs=inputs, pdf_standards=["ua-1"])
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            # A name in letters that our fonts lack must not keep a confirmation from being sent;
            # it is printed with boxes in their place, tagged as ever but without the UA mark.
            log.warning("letters without a font", extra={"template": template.name})
            return _compile(template, sys_inputs=inputs)


def _compile(template: Path, **options: Any) -> bytes:
    made = _compiler(template).compile(**options)
    assert isinstance(made, bytes), "without a file to write to, typst gives one PDF back"
    return made


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(
        str(template),
        root=str(settings.PACKAGE),
        font_paths=[str(settings.PACKAGE / "core" / "fonts")],
        ignore_system_fonts=True,
    )


def qr_code(content: str) -> str:
    """Draw a QR code as SVG."""
    drawing = io.BytesIO()
    segno.make(content, error="m", micro=False).save(drawing, kind="svg", border=0, dark="#111")
    return drawing.getvalue().decode()


@cache
def icons() -> dict[str, str]:
    """The partners' symbols by name, each as an SVG of its own."""
    found = finders.find(ICONS)
    sheet = Path(str(found)).read_text(encoding="utf-8") if found else ""
    symbols = re.findall(r'<symbol id="([a-z-]+)"[^>]*>(.*?)</symbol>', sheet, flags=re.DOTALL)
    return {name: _svg(drawing) for name, drawing in symbols}


def icon(name: str) -> str:
    """The symbol with this name as SVG, else a plain ring."""
    return icons().get(name) or _svg(UNKNOWN_ICON)


def _svg(drawing: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{drawing}</svg>'
