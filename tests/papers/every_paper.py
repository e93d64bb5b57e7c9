"""One of each paper that the house prints, in one language."""

from collections.abc import Callable, Mapping
from datetime import date

from tests.law.arrival.arrivals import TODAY, engineer
from tests.pathways.checks import check
from tests.recognition.cases import make_procedure
from tests.recognition.test_answer_paper import NURSE
from tests.recognition.town import RUHR, make_ruhr
from tests.visits.day.today import office_at_noon, step, today_in, visit_begun
from tests.visits.documents.town import family_visit

from welcome_office.core.audit import PROGRAM
from welcome_office.core.wording import speaking
from welcome_office.law.arrival.planning import make_plan
from welcome_office.pathways.arrival.office import office_rules
from welcome_office.pathways.documents.check_paper import check_pdf
from welcome_office.pathways.documents.plan_paper import plan_pdf
from welcome_office.recognition.documents.answer_paper import answer_pdf
from welcome_office.recognition.documents.letter_paper import letter_pdf
from welcome_office.recognition.letters import write_letter_to_body
from welcome_office.visits.actions import note_step
from welcome_office.visits.documents.day_paper import day_paper
from welcome_office.visits.documents.farewell import farewell_slip
from welcome_office.visits.documents.pdf import visit_pdf
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import StepEvent
from welcome_office.web.personal.copy import copy_of_one
from welcome_office.web.personal.pdf import write_pdf


def confirmation(language: str) -> bytes:
    visit = family_visit(language=language)
    return visit_pdf(visits_in_full().get(pk=visit.pk), language=language)


def slip(language: str) -> bytes:
    visit = visit_begun(office_at_noon(), minutes_ago=5)
    for position in range(3):
        note_step(step(visit, position), StepEvent.Kind.DONE, by=PROGRAM)
    found = visits_in_full().get(pk=visit.pk)
    found.language = language
    return farewell_slip(found)


def the_day(language: str) -> bytes:
    office = office_at_noon()
    visit_begun(office, minutes_ago=5)
    with speaking(language):
        return day_paper(office, day=today_in(office), partner=None)


def residence(language: str) -> bytes:
    return check_pdf(check(), make_ruhr(), language=language)


def arrival_plan(language: str) -> bytes:
    plan = make_plan(engineer(), as_of=TODAY, rules=office_rules(RUHR, engineer()))
    return plan_pdf(plan, RUHR, language=language, code="3ACD-4EFH")


def recognition_answer(language: str) -> bytes:
    return answer_pdf(NURSE, RUHR.office, language=language)


def letter_to_body(language: str) -> bytes:
    procedure = make_procedure()
    with speaking(language):
        written = write_letter_to_body(procedure, "papers", today=date(2026, 11, 22), town="Bochum")
    return letter_pdf(written, RUHR.office, language=language)


def copy_of_the_data(language: str) -> bytes:
    visit = family_visit(language=language)
    return write_pdf(copy_of_one(visit), office=visit.office, language=language)


# Each with the language that it is written in first; none: the language of whoever reads it.
PAPERS: Mapping[str, tuple[Callable[[str], bytes], str | None]] = {
    "confirmation": (confirmation, None),
    "slip": (slip, None),
    "day": (the_day, "de"),
    "residence": (residence, None),
    "plan": (arrival_plan, None),
    "answer": (recognition_answer, None),
    "letter": (letter_to_body, "de"),
    "copy": (copy_of_the_data, None),
}
