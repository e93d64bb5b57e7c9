"""The foot of every page, written once for each language and version of the office's files."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from welcome_office.partners.office_files import OfficeFile

MOST_KEPT = 64
_kept: dict[tuple[int, str], tuple[OfficeFile | None, SafeString]] = {}


def write_footer(definition: OfficeFile | None, language: str) -> SafeString:
    """The foot of the page in the current language; without an office it has only links."""
    known = _kept.get((id(definition), language))
    if known is not None and known[0] is definition:
        return known[1]
    office = definition.office if definition else None
    written = render_to_string("components/footer.html", {"office": office})
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[id(definition), language] = (definition, written)
    return written
