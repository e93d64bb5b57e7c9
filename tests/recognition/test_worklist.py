"""What the adviser sees, and who sees how much."""

from datetime import date, timedelta

import pytest
from tests.recognition.cases import OPENED, event, make_procedure, partner_called
from tests.web.desk.cast import Role, make_member

from welcome_office.core.audit import PROGRAM
from welcome_office.law.recognition.events import Happening, Result
from welcome_office.recognition.actions import (
    CourseFullError,
    Talk,
    document_talk,
    keep_course,
    list_deficits,
    plan_measure,
    set_measure,
)
from welcome_office.recognition.clocks import clock_of, effective_rows
from welcome_office.recognition.models import Contact, Course, Measure
from welcome_office.recognition.policy import may_count, procedures_visible_to
from welcome_office.recognition.worklist import (
    achieved,
    clock_line,
    courses_for,
    experience_of,
    worklist,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("role", "partner", "sees"),
    [
        (Role.COUNSELLOR, "chamber", True),
        (Role.COUNSELLOR, "agency", False),
        (Role.COUNSELLOR, "city", False),
        (Role.COORDINATOR, None, False),
        (Role.FRONT_DESK, None, False),
        (Role.ADMINISTRATOR, None, False),
    ],
)
def test_only_the_accompanying_organisation_sees_a_procedure(
    role: Role, partner: str | None, sees: bool
) -> None:
    procedure = make_procedure()
    member = make_member(procedure.office, role, partner=partner)

    assert list(procedures_visible_to(member)) == ([procedure] if sees else [])
    assert may_count(member) == (role == Role.COORDINATOR)


def test_most_urgent_stands_first_and_a_late_body_is_told() -> None:
    chamber = partner_called("chamber")
    received = event(Happening.RECEIVED, "2026-09-01")
    late = make_procedure(partner=chamber, events=(received,))
    calm = make_procedure(partner=chamber, events=(event(Happening.RECEIVED, "2026-11-20"),))
    member = make_member(chamber.office, Role.COUNSELLOR, partner="chamber")

    lines = worklist(procedures_visible_to(member), today=TODAY, language="en")

    assert [line.procedure for line in lines] == [late, calm]
    assert [line.is_late_body for line in lines] == [True, False]
    assert lines[0].act == "Acknowledge the application and say which papers are missing"
    assert lines[0].days_late == (TODAY - date(2026, 10, 1)).days


def test_clock_line_has_today_between_what_was_and_what_is_due() -> None:
    procedure = make_procedure(
        events=(
            event(Happening.RECEIVED, "2026-11-02"),
            event(Happening.PAPERS_COMPLETE, "2026-11-16"),
        )
    )
    rows = effective_rows(procedure)

    line = clock_line(clock_of(procedure, today=TODAY), rows, promised=None, today=TODAY)

    assert [(point.day, point.due, point.is_today) for point in line] == [
        (date(2026, 11, 2), "", False),
        (date(2026, 11, 16), "", False),
        (TODAY, "", True),
        (date(2027, 2, 16), "decide", False),
    ]


@pytest.mark.parametrize(("cases", "is_told"), [(9, False), (10, True)])
def test_own_experience_is_told_from_ten_finished_cases_on(cases: int, is_told: bool) -> None:
    chamber = partner_called("chamber")
    for number in range(cases):
        days = 40 + 5 * number
        notice = (OPENED + timedelta(days=days)).isoformat()
        make_procedure(
            partner=chamber,
            events=(
                event(Happening.RECEIVED, OPENED.isoformat()),
                event(Happening.PAPERS_COMPLETE, OPENED.isoformat()),
                event(Happening.NOTICE, notice, result=Result.FULL),
            ),
        )

    experience = experience_of("HWK_DO", partner=chamber, today=TODAY)

    assert (experience is not None) == is_told
    if experience:
        assert (experience.median_days, experience.p80_days) == (62, 75)


def make_course(partner_slug: str = "chamber", **values: object) -> Course:
    partner = partner_called(partner_slug)
    plain: dict[str, object] = {
        "title": "Brakes and steering", "provider": "Workshop", "kind": Course.Kind.ADAPTATION,
        "topics": ["brakes"], "places": 1,
    }  # fmt: skip
    course = Course(office=partner.office, partner=partner, **(plain | values))
    return keep_course(course, by=PROGRAM)


def test_courses_about_an_open_difference_stand_first() -> None:
    procedure = make_procedure()
    other = make_course(title="Alphabet of engines", topics=["engines"])
    fitting = make_course()
    make_course(title="For nurses", occupations=["O001"])
    list_deficits(procedure, ["Brakes of heavy vehicles", "Air conditioning"], by=PROGRAM)

    offers = courses_for(procedure, today=TODAY)

    assert [(offer.course, offer.fits) for offer in offers] == [
        (fitting, ("Brakes of heavy vehicles",)),
        (other, ()),
    ]


def test_full_course_refuses_and_giving_up_frees_the_place() -> None:
    first, second = make_procedure(), make_procedure(partner=partner_called("chamber"))
    course = make_course()
    measure = plan_measure(first, title=course.title, course=course, by=PROGRAM)

    with pytest.raises(CourseFullError):
        plan_measure(second, title=course.title, course=course, by=PROGRAM)
    set_measure(measure, state=Measure.State.GIVEN_UP, by=PROGRAM)

    assert plan_measure(second, title=course.title, course=course, by=PROGRAM).course == course


def test_people_count_once_however_often_they_talk() -> None:
    procedure = make_procedure()
    talk = Talk(
        day=TODAY, minutes=30, channel=Contact.Channel.PHONE,
        topics=(Contact.Topic.PAPERS, Contact.Topic.FUNDING), outcome=Contact.Outcome.INFORMED,
    )  # fmt: skip

    for _ in range(3):
        document_talk(procedure.client, talk, by=PROGRAM)
    counted = achieved(procedure.office, days=(TODAY, TODAY), partner=None)

    assert (counted.clients, counted.contacts, counted.minutes) == (1, 3, 90)
    assert counted.topics == {"papers": 3, "funding": 3}
