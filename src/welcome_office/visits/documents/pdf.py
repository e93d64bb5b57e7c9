"""The confirmation on paper, in German and the person's language."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from welcome_office.core.typesetting import icon, qr_code, typeset
from welcome_office.core.wording import speaking
from welcome_office.visits.documents.visit_in_words import VisitInWords, visit_in_words
from welcome_office.visits.models import Visit

TEMPLATE = Path(__file__).with_name("visit.typ")
FILE_NAME = "welcome-office.pdf"
BINDING = "de"


@dataclass(frozen=True, kw_only=True)
class Side:
    """What the paper says in one language."""

    title: str
    labels: dict[str, str]
    visit: VisitInWords


@dataclass(frozen=True, kw_only=True)
class VisitPaper:
    """The whole paper; `german` is left out where it would say the same."""

    mine: Side
    german: Side | None
    qr: str
    icons: dict[str, str]


def visit_pdf(visit: Visit, *, language: str) -> bytes:
    """Set the confirmation of a visit in type; fetch it by `visits_in_full`."""
    mine = _side(visit, language=language)
    is_german = mine.visit.language.code == BINDING
    paper = VisitPaper(
        mine=mine,
        german=None if is_german else _side(visit, language=BINDING),
        qr=qr_code(visit.reference),
        icons={station.icon: icon(station.icon) for station in mine.visit.stations},
    )
    return typeset(TEMPLATE, paper)


def _side(visit: Visit, *, language: str) -> Side:
    with speaking(language):
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
