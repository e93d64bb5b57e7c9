"""The answer on paper, in German and the person's language."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from welcome_office.core.typesetting import typeset
from welcome_office.core.wording import speaking
from welcome_office.partners.office_files import Office
from welcome_office.recognition.answers import AnswerWords, answer_in_words
from welcome_office.recognition.asking import Inquiry

TEMPLATE = Path(__file__).with_name("answer.typ")
FILE_NAME = "recognition.pdf"
BINDING = "de"


@dataclass(frozen=True, kw_only=True)
class Side:
    """What the paper says in one language."""

    title: str
    labels: dict[str, str]
    visit: AnswerWords


@dataclass(frozen=True, kw_only=True)
class AnswerPaper:
    """The whole paper; `german` is left out where it would say the same."""

    mine: Side
    german: Side | None


def answer_pdf(inquiry: Inquiry, office: Office, *, language: str) -> bytes:
    """Set an answer in type."""
    mine = _side(inquiry, office, language=language)
    is_german = mine.visit.language.code == BINDING
    german = None if is_german else _side(inquiry, office, language=BINDING)
    return typeset(TEMPLATE, AnswerPaper(mine=mine, german=german))


def _side(inquiry: Inquiry, office: Office, *, language: str) -> Side:
    with speaking(language):
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
