"""The answer on paper, in German and the person's language."""

from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from welcome_office.core.bilingual import Side, both_sides
from welcome_office.core.typesetting import typeset
from welcome_office.partners.office_files import Office
from welcome_office.recognition.answers import AnswerWords, answer_in_words
from welcome_office.recognition.asking import Inquiry

TEMPLATE = Path(__file__).with_name("answer.typ")
FILE_NAME = "recognition.pdf"


def answer_pdf(inquiry: Inquiry, office: Office, *, language: str) -> bytes:
    """Set an answer in type."""
    sides = both_sides(partial(_side, inquiry, office), language=language)
    return typeset(TEMPLATE, sides.paper())


def _side(inquiry: Inquiry, office: Office) -> Side[AnswerWords]:
    words = answer_in_words(inquiry, office)
    return Side(title=_("Recognition of your qualification"), labels=_labels(), visit=words)


def _labels() -> dict[str, str]:
    return {
        "needed": _("Do you need recognition?"),
        "bodies": _("Who is in charge"),
        "cost": _("Cost"),
        "time": _("Time"),
        "german": _("German"),
        "papers": _("Papers"),
        "no_papers": _("A list of papers is not documented. The body tells you."),
        "funding": _("Money towards the costs"),
        "outcomes": _("What can come out, and what then"),
        "mistakes": _("What often goes wrong"),
        "warnings": _("Please note"),
        "next_step": _("Next step"),
        "sources": _("Sources, with the day of the last comparison"),
        "no_advice": _("This is information, no legal advice. The body in charge decides."),
        "phone": _("Questions? Call"),
    }
