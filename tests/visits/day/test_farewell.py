"""What people take home: what was done, what comes next, who acts, until when."""

import io
from datetime import date

import pytest
from pypdf import PdfReader
from tests.visits.day.today import office_at_noon, step, visit_begun

from welcome_office.cases.models import NextStep
from welcome_office.core.audit import PROGRAM
from welcome_office.core.wording import speaking
from welcome_office.visits.actions import Agreement, continue_step, note_step, take_back
from welcome_office.visits.documents.farewell import (
    FarewellWords,
    farewell_in_words,
    farewell_slip,
)
from welcome_office.visits.documents.letters import letter_about, text_about
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Message, StepEvent, Visit
from welcome_office.visits.sending import deliver

pytestmark = pytest.mark.django_db
Kind = StepEvent.Kind
AGREED = Agreement(
    what="Urkunde nachreichen",
    where="Schalter 3",
    due_on=date(2031, 7, 2),
    actor=NextStep.Actor.PERSON,
)


@pytest.fixture
def visit() -> Visit:
    """Registered, recognition continues, the advice did not take place."""
    visit = visit_begun(office_at_noon(), minutes_ago=5)
    note_step(step(visit, 0), Kind.DONE, by=PROGRAM)
    continue_step(step(visit, 1), AGREED, by=PROGRAM)
    note_step(step(visit, 2), Kind.MISSED, by=PROGRAM)
    return visits_in_full().get(pk=visit.pk)


def said(visit: Visit, language: str = "en") -> FarewellWords:
    with speaking(language):
        return farewell_in_words(visit)


def test_each_station_says_how_it_went_and_what_follows(visit: Visit) -> None:
    stations = said(visit).stations

    outcomes = [(each.service, each.outcome) for each in stations]
    assert outcomes == [
        ("Registration", "Done"),
        ("Recognition", "Not finished yet: it continues"),
        ("Job advice", "Did not take place"),
    ]
    follows = stations[1]
    assert (follows.what, follows.where, follows.who, follows.until) == (
        "Urkunde nachreichen",
        "Schalter 3",
        "You",
        "Wednesday, 2 July 2031",
    )


@pytest.mark.parametrize(("actor", "who"), [("office", "Chamber of trade"), ("person", "You")])
def test_letter_says_whose_turn_it_is(visit: Visit, actor: str, who: str) -> None:
    NextStep.objects.update(actor=actor)

    assert said(visit).stations[1].who == who


def test_letter_and_text_message_carry_all_of_it(visit: Visit) -> None:
    letter = letter_about(visit, kind=Message.Kind.FINISHED, key="1")
    short = text_about(visit, kind=Message.Kind.FINISHED)

    for part in ("Registration", "Urkunde nachreichen", "Schalter 3", "Wednesday, 2 July 2031"):
        assert part in letter.text
        assert part in letter.html
        assert part in short
    assert letter.parts == ()


def test_slip_says_it_in_the_persons_language_and_in_german(visit: Visit) -> None:
    visit.language = "ar"

    (page,) = PdfReader(io.BytesIO(farewell_slip(visit))).pages

    words = page.extract_text()
    assert "Urkunde nachreichen" in words
    assert "Was erledigt ist und wie es weitergeht" in words


def test_message_that_a_correction_made_untrue_is_not_sent(visit: Visit) -> None:
    (message,) = visit.messages.all()
    take_back(StepEvent.objects.get(step=step(visit, 2), kind=Kind.MISSED), by=PROGRAM)

    deliver(message.pk)

    assert visit.messages.count() == 0
