"""The result of a check on paper, in German and the person's language."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from welcome_office.core.bilingual import Side, both_sides
from welcome_office.core.languages import Language
from welcome_office.core.typesetting import typeset
from welcome_office.core.wording import current_language, demo_notice, long_day
from welcome_office.law.residence.assessment import Status
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.answers import AnswerWords, answers_in_words, purpose_name
from welcome_office.pathways.checking import Check
from welcome_office.pathways.results import (
    PathWords,
    SourceWords,
    paths_in_words,
    sources_of,
)

TEMPLATE = Path(__file__).with_name("check.typ")
FILE_NAME = "residence.pdf"


@dataclass(frozen=True, kw_only=True)
class CheckWords:
    """Everything that the paper says in one language."""

    language: Language
    demo_notice: str
    office: str
    phone: str
    reference: str
    day: str
    purpose: str
    answers: tuple[AnswerWords, ...]
    paths: tuple[PathWords, ...]
    closed: tuple[PathWords, ...]
    sources: tuple[SourceWords, ...]


def check_pdf(check: Check, office: Office, *, language: str) -> bytes:
    """Set a result in type."""
    return typeset(TEMPLATE, both_sides(partial(_side, check, office), language=language).paper())


def _side(check: Check, office: Office) -> Side[CheckWords]:
    words = check_words(check, office)
    return Side(title=_("Which way is open to you?"), labels=_labels(), visit=words)


def check_words(check: Check, office: Office) -> CheckWords:
    """The result in the active language."""
    part, language = definition_of(office).office, current_language()
    town = part.town.in_language(language.code)
    paths = paths_in_words(check, town=town)
    return CheckWords(
        language=language,
        demo_notice=demo_notice(town),
        office=part.name.in_language(language.code),
        phone=part.phone,
        reference=f"{check.day.isoformat()} · {check.law.version}",
        day=long_day(check.day),
        purpose=purpose_name(check),
        answers=answers_in_words(check),
        paths=tuple(path for path in paths if path.status is not Status.CLOSED),
        closed=tuple(path for path in paths if path.status is Status.CLOSED),
        sources=sources_of(check, paths),
    )


def _labels() -> dict[str, str]:
    return {
        "day": _("Day"),
        "purpose": _("What it is about"),
        "answers": _("Your answers"),
        "ways": _("Open ways, and ways that are not clear yet"),
        "no_way": _("With these answers no way is open now. The office advises you."),
        "missing": _("Still to be answered"),
        "steps": _("What happens next"),
        "limits": _("Time limits"),
        "fees": _("Fees"),
        "closed": _("Closed ways, and what would open them"),
        "opening": _("It would open with"),
        "sources": _("Sources, with the day of the last comparison"),
        "no_advice": _("This is information, no legal advice. The authority decides."),
        "phone": _("Questions? Call"),
    }
