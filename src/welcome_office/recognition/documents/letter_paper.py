"""A letter to a body on paper, and on a second page what it says in the person's language."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from welcome_office.core.languages import Language
from welcome_office.core.typesetting import typeset
from welcome_office.core.wording import demo_notice, speaking
from welcome_office.partners.office_files import Office
from welcome_office.recognition.letters import LetterText

TEMPLATE = Path(__file__).with_name("letter.typ")
FILE_NAME = "letter.pdf"


@dataclass(frozen=True, kw_only=True)
class LetterPaper:
    """What stands on the two pages."""

    letter: LetterText
    language: Language
    demo_notice: str
    explanation_title: str
    meaning: str
    hint: str


def letter_pdf(letter: LetterText, office: Office, *, language: str) -> bytes:
    """Set a letter in type; write it in the same language, so that its meaning is too."""
    with speaking(language) as spoken:
        paper = LetterPaper(
            letter=letter,
            language=spoken,
            demo_notice=demo_notice(office.town.in_language(spoken.code)),
            explanation_title=_("What this letter says"),
            meaning=letter.meaning,
            hint=_("Read it, sign it and send it yourself. Keep a copy."),
        )
        return typeset(TEMPLATE, paper)
