"""What staff see of a visit, and what they do not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.factories import TOWN, make_office
from tests.web.desk.cast import NAME, WEDNESDAY, Role, at, make_member, make_visit

from welcome_office.partners.models import Membership, Office
from welcome_office.visits.models import Visit
from welcome_office.visits.policy import visits_confirmable_by, visits_visible_to
from welcome_office.visits.queries import day_at_desks, sheet_of, short_name
from welcome_office.visits.sheets import Away, OwnStation

pytestmark = pytest.mark.django_db

WHOLE_HOUSE = (
    ("registration", "city-1", "09:00", 20),
    ("residence-title", "city-2", "09:20", 25),
    ("recognition", "chamber-1", "09:50", 45),
    ("job-advice", "agency-1", "10:35", 30),
)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def chamber(office: Office) -> Membership:
    return make_member(office, Role.COUNSELLOR, partner="chamber", desk="chamber-1")


def test_counsellor_sees_the_own_station_and_when_the_person_is_elsewhere(
    office: Office, chamber: Membership
) -> None:
    visit = make_visit(office, *WHOLE_HOUSE)

    stations = sheet_of(visit, member=chamber).stations

    before, own, after = stations
    assert before == Away(start=at("09:00"), end=at("09:45"))
    assert isinstance(own, OwnStation)
    assert (own.service.id, own.start, own.end) == ("recognition", at("09:50"), at("10:35"))
    assert own.next_desk == "4"
    assert after == Away(start=at("10:35"), end=at("11:05"))


def test_counsellor_sees_only_the_people_of_the_own_station(
    office: Office, chamber: Membership
) -> None:
    visit = make_visit(office, *WHOLE_HOUSE)

    (own,) = sheet_of(visit, member=chamber).own_stations

    assert [person.first_name for person in own.people] == ["Nimali"]


def test_coordinator_sees_every_station(office: Office) -> None:
    visit = make_visit(office, *WHOLE_HOUSE)
    coordinator = make_member(office, Role.COORDINATOR)

    stations = sheet_of(visit, member=coordinator).own_stations

    seen = [(station.service.id, len(station.people), station.next_desk) for station in stations]
    assert seen == [
        ("registration", 2, "2"),
        ("residence-title", 1, "3"),
        ("recognition", 1, "4"),
        ("job-advice", 1, ""),
    ]


def test_day_has_a_line_for_each_own_step_and_the_own_desk_first(
    office: Office, chamber: Membership
) -> None:
    visit = make_visit(office, *WHOLE_HOUSE)
    make_visit(office, ("residence-title", "city-1", "13:00", 25))

    day = day_at_desks(chamber, day=WEDNESDAY)

    (column,) = day.columns
    (line,) = column.lines
    assert (column.counsellor.id, column.is_own) == ("chamber-1", True)
    assert (line.visit_id, line.who, line.people) == (visit.pk, "Nimali W.", 1)
    assert (line.start, line.end, line.next_desk) == (at("09:50"), at("10:35"), "4")
    assert (line.service.id, line.spoken, line.channel) == ("recognition", ("si", "en"), "on_site")
    assert day.visits == 1


def test_front_desk_sees_the_day_of_every_desk(office: Office) -> None:
    make_visit(office, *WHOLE_HOUSE)
    front_desk = make_member(office, Role.FRONT_DESK)

    columns = day_at_desks(front_desk, day=WEDNESDAY).columns

    seen = [(column.counsellor.id, len(column.lines)) for column in columns]
    assert seen == [("city-1", 1), ("city-2", 1), ("chamber-1", 1), ("agency-1", 1)]


def test_names_are_whole_only_on_demand(office: Office, chamber: Membership) -> None:
    make_visit(office, *WHOLE_HOUSE)

    shown = [
        day_at_desks(chamber, day=WEDNESDAY, full_names=full).columns[0].lines[0].who
        for full in (False, True)
    ]

    assert shown == ["Nimali W.", NAME]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Amal", "Amal"),
        ("Warnakulasuriya Patabendige Ushantha Joseph Vaas", "Warnakulasuriya V."),
        ("أمل الحسن", "أمل ا."),
        ("", ""),
    ],
)
def test_short_name_is_the_first_name_and_an_initial(name: str, short: str) -> None:
    assert short_name(name) == short


def test_time_that_somebody_is_still_booking_is_a_line_without_a_sheet(
    office: Office, chamber: Membership
) -> None:
    visit = make_visit(office, *WHOLE_HOUSE, state=Visit.State.HELD)

    (line,) = day_at_desks(chamber, day=WEDNESDAY).columns[0].lines

    assert (line.who, line.is_named) == ("", False)
    assert list(visits_visible_to(chamber).filter(pk=visit.pk)) == []


def test_visit_that_nobody_confirmed_in_time_is_gone(office: Office, chamber: Membership) -> None:
    past = timezone.now() - timedelta(seconds=1)
    make_visit(office, *WHOLE_HOUSE, state=Visit.State.PENDING, expires_at=past)

    assert day_at_desks(chamber, day=WEDNESDAY).visits == 0
    assert list(visits_visible_to(chamber)) == []


def test_cancelled_visit_leaves_the_day_but_its_sheet_says_so(
    office: Office, chamber: Membership
) -> None:
    visit = make_visit(office, *WHOLE_HOUSE, state=Visit.State.CANCELLED)

    assert day_at_desks(chamber, day=WEDNESDAY).visits == 0
    assert list(visits_visible_to(chamber)) == [visit]


def test_visit_whose_people_are_forgotten_is_seen_by_nobody(
    office: Office, chamber: Membership
) -> None:
    make_visit(
        office, *WHOLE_HOUSE, name="", email="", contact="neither", forgotten_at=timezone.now()
    )

    assert day_at_desks(chamber, day=WEDNESDAY).visits == 0
    assert list(visits_visible_to(chamber)) == []


def test_day_leads_to_the_next_days_on_which_the_house_is_open(
    office: Office, chamber: Membership
) -> None:
    # Thursday 19 June 2031 is free of holidays; Friday, then Monday, follow.
    day = day_at_desks(chamber, day=date(2031, 6, 20))

    assert day.previous_day == date(2031, 6, 19)
    assert day.next_day == date(2031, 6, 23)
    assert day.next_one_stop_day == date(2031, 6, 25)


@pytest.mark.parametrize(
    ("role", "channel", "is_shown"),
    [
        (Role.COUNSELLOR, "on_site", False),
        (Role.COUNSELLOR, "phone", True),
        (Role.FRONT_DESK, "on_site", True),
        (Role.COORDINATOR, "on_site", True),
    ],
)
def test_contact_is_for_those_who_call(
    office: Office, role: Role, channel: str, is_shown: bool
) -> None:
    visit = make_visit(office, ("recognition", "chamber-1", "09:00", 45), channel=channel)
    member = make_member(office, role, partner="chamber")

    contact = sheet_of(visit, member=member).contact

    assert (contact is not None and contact.email == "nimali@example.org") == is_shown


def test_only_pending_visits_wait_for_the_front_desk(office: Office) -> None:
    pending = make_visit(
        office, ("residence-title", "city-1", "09:00", 25), state=Visit.State.PENDING
    )
    make_visit(office, ("residence-title", "city-1", "10:00", 25))
    front_desk = make_member(office, Role.FRONT_DESK)
    counsellor = make_member(office, Role.COUNSELLOR, partner="city")

    assert list(visits_confirmable_by(front_desk)) == [pending]
    assert list(visits_confirmable_by(counsellor)) == []


def test_colleague_from_another_town_sees_nothing(office: Office) -> None:
    make_visit(office, *WHOLE_HOUSE)
    elsewhere = make_office(replace(TOWN, office=replace(TOWN.office, id="altstadt")))
    members = [make_member(elsewhere, role, partner="city") for role in Role]

    assert [list(visits_visible_to(member)) for member in members] == [[], [], [], []]
    assert [day_at_desks(member, day=WEDNESDAY).visits for member in members] == [0, 0, 0, 0]


def test_administrator_sees_no_visit(office: Office) -> None:
    make_visit(office, *WHOLE_HOUSE)
    administrator = make_member(office, Role.ADMINISTRATOR)

    assert list(visits_visible_to(administrator)) == []
    assert day_at_desks(administrator, day=WEDNESDAY).visits == 0
