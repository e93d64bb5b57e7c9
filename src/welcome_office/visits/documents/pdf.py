"""The confirmation on paper, in German and the person's language."""

from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from welcome_office.core.bilingual import Side, both_sides
from welcome_office.core.typesetting import icon, qr_code, typeset
from welcome_office.visits.documents.visit_in_words import VisitInWords, visit_in_words
from welcome_office.visits.models import Visit

TEMPLATE = Path(__file__).with_name("visit.typ")
FILE_NAME = "welcome-office.pdf"


def visit_pdf(visit: Visit, *, language: str) -> bytes:
    """Set the confirmation of a visit in type; fetch it by `visits_in_full`."""
    sides = both_sides(partial(_side, visit), language=language)
    icons = {station.icon: icon(station.icon) for station in sides.mine.visit.stations}
    return typeset(TEMPLATE, sides.paper(qr=qr_code(visit.reference), icons=icons))


def _side(visit: Visit) -> Side[VisitInWords]:
    words = visit_in_words(visit)
    return Side(title=_("Your visit"), labels=_labels(words), visit=words)


def _labels(words: VisitInWords) -> dict[str, str]:
    return {
        "reference": _("Reference"),
        "qr": _("QR code of the reference %(reference)s") % {"reference": words.reference},
        "day": _("Day"),
        "time": _("Time"),
        "place": _("Place"),
        "name": _("Name"),
        "phone": _("Questions? Call"),
        "booked_on": _("Booked on"),
        "route": _("Your route"),
        "finished": _("You are finished"),
        "bring": _("What to bring, and what it costs"),
        "nothing": _("You need to bring nothing."),
        "in_person": _("Who must come"),
        "fee": _("Fee"),
        "handover": _("What follows"),
        "total": _("All desks together"),
        "how_to_pay": _("How to pay"),
    }
