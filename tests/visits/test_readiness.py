"""How ready people are for each desk; it is advice and blocks nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.visits.documents.examples import MARRIED, requirement, service
from tests.visits.documents.town import family_visit

from welcome_office.core.audit import VISITOR
from welcome_office.law.errands import Requirement
from welcome_office.visits.actions import answer_papers, delete_visit_data
from welcome_office.visits.documents.preparation import Preparation, prepare
from welcome_office.visits.models import PaperAnswer
from welcome_office.visits.readiness import (
    Verdict,
    answers_of,
    key_of,
    questions_of,
    readiness_of,
)
from welcome_office.visits.request import Participant

Answer = PaperAnswer.Answer
PASS, PHOTO = requirement("Pass"), replace(requirement("Foto"), without="served")
MARRIAGE = requirement("Heiratsurkunde", when=MARRIED)
REGISTRY = service("Anmeldung", papers=(PASS, MARRIAGE))
OFFICE = service("Titel", papers=(PASS, PHOTO))
AMAL = (Participant(services=("anmeldung", "titel"), first_name="Amal"),)


def both() -> Preparation:
    return prepare([(REGISTRY, (0,)), (OFFICE, (0,))], people=AMAL)


def verdicts(**answers: Answer) -> tuple[Verdict, ...]:
    papers = {"passport": PASS, "photo": PHOTO, "marriage": MARRIAGE}
    said = {key_of(papers[name]): answer for name, answer in answers.items()}
    return tuple(each.verdict for each in readiness_of(both(), said))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ("not_asked", "not_asked")),
        ({"passport": Answer.HAVE}, ("probably", "probably")),
        ({"passport": Answer.HAVE, "marriage": Answer.HAVE}, ("ready", "probably")),
        ({"passport": Answer.HAVE, "marriage": Answer.NOT_NEEDED}, ("ready", "probably")),
        ({"passport": Answer.WILL, "marriage": Answer.HAVE}, ("probably", "probably")),
        ({"passport": Answer.LACK}, ("sent_away", "sent_away")),
        ({"marriage": Answer.LACK}, ("sent_away", "not_asked")),
        ({"passport": Answer.HAVE, "photo": Answer.LACK}, ("probably", "probably")),
        ({"passport": Answer.NOT_NEEDED, "photo": Answer.HAVE}, ("probably", "probably")),
    ],
)
def test_each_desk_judges_its_own_papers(
    answers: dict[str, Answer], expected: tuple[Verdict, ...]
) -> None:
    assert verdicts(**answers) == expected


def test_paper_of_several_desks_is_asked_once() -> None:
    asked = [
        (question.requirement.id, [each.id for each in question.services])
        for question in questions_of(both())
    ]

    assert asked == [("pass", ["anmeldung", "titel"]), ("heiratsurkunde", ["anmeldung"]),
                     ("foto", ["titel"])]  # fmt: skip


def test_same_name_with_other_words_is_another_question() -> None:
    form = requirement("Vordruck")
    other = Requirement(id=form.id, text=requirement("Anderer Vordruck").text)

    assert key_of(form) != key_of(other)


ANSWERS = st.dictionaries(
    st.sampled_from(["passport", "photo", "marriage"]), st.sampled_from(Answer)
)


@given(ANSWERS, st.sampled_from(["passport", "photo", "marriage"]))
def test_having_one_more_paper_never_makes_it_worse(answers: dict[str, Answer], paper: str) -> None:
    order = [Verdict.SENT_AWAY, Verdict.NOT_ASKED, Verdict.PROBABLY, Verdict.READY]

    before = verdicts(**answers)
    after = verdicts(**{**answers, paper: Answer.HAVE})

    assert all(order.index(b) <= order.index(a) for b, a in zip(before, after, strict=True))


@pytest.mark.django_db
def test_answers_are_kept_changed_taken_back_and_deleted_with_the_visit() -> None:
    visit = family_visit()
    answer_papers(visit, {"a": Answer.HAVE, "b": Answer.LACK}, by=VISITOR)
    answer_papers(visit, {"a": Answer.WILL, "b": None}, by=VISITOR)
    assert answers_of(visit) == {"a": Answer.WILL}

    delete_visit_data(visit, by=VISITOR)

    assert answers_of(visit) == {}
