"""Somebody is away: every visit hit gets its best repair, all at once, and people are told once."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest
from tests.factories import TOWN, at, make_office, next_wednesday
from tests.visits.booked import ADVICE, book, stations, taken_times

from welcome_office.cases.models import NextStep
from welcome_office.core.audit import PROGRAM, VISITOR
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import Absence, Closure
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import (
    DayChange,
    change_days,
    hold_visit,
    move_visit,
    repairs_for,
)
from welcome_office.visits.documents.letters import letter_about
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.errors import TimeTakenError, VisitChangedError
from welcome_office.visits.models import Arrangement, Message, Visit
from welcome_office.visits.planning import find_offers
from welcome_office.visits.request import Participant, VisitRequest

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = VisitRequest(
    people=(Participant(services=("registration", "job-advice")),), languages=("ar", "en")
)


def away(resource: str, *, start: int | None = None, end: int | None = None) -> DayChange:
    """A change that takes somebody away on the next Wednesday, all day or from-to in hours."""
    hours = [None if hour is None else 60 * hour for hour in (start, end)]
    day = next_wednesday()
    absence = Absence(
        resource=resource, first=day, last=day, from_minute=hours[0], to_minute=hours[1]
    )
    return DayChange(enter=absence)


def enter(office: Office, change: DayChange, **chosen: str) -> None:
    """Enter it with the repairs that are shown, or another choice for all of them."""
    marks = {each.visit.pk: chosen.get("way", each.mark) for each in repairs_for(office, change)}
    change_days(office, change, chosen=marks, by=PROGRAM)


def again(visit: Visit) -> Visit:
    return visits_in_full().get(pk=visit.pk)


def desk_of(visit: Visit, service: str) -> str:
    return next(desk for name, desk, _ in stations(visit) if name == service)


def kinds(visit: Visit) -> list[str]:
    return [message.kind for message in visit.messages.all()]


def starts_offered(office: Office, request: VisitRequest) -> set[datetime]:
    offers = find_offers(office, request, per_day=1000, first_day=next_wednesday(), most_days=1)
    days = [each for each in offers.days if each.day == next_wednesday()]
    return {plan.start for each in days for plan in each.plans}


def test_absence_without_visits_only_takes_the_times_away() -> None:
    office = make_office()

    enter(office, away("agency-1", start=8, end=12))

    offered = starts_offered(office, ADVICE)
    assert min(offered) == at(12)
    assert max(offered) == at(15, 30)
    with pytest.raises(TimeTakenError):
        hold_visit(ADVICE, office=office, start=at(9), language="en", by=VISITOR)


def test_visit_goes_to_another_desk_at_the_same_time() -> None:
    office = make_office()
    visit = book(office, BOTH, start=at(9))
    before, desk = taken_times(visit), desk_of(visit, "registration")

    enter(office, away(desk))

    after, other = again(visit), desk_of(visit, "registration")
    moved = [(other if name == desk else name, start, end) for name, start, end in before]
    assert {desk, other} == {"city-1", "city-2"}
    assert sorted(taken_times(after)) == sorted(moved)
    assert (after.during, after.sequence) == (visit.during, 1)
    assert kinds(after) == ["confirm", "confirmed", "changed"]


def test_visit_changes_inside_its_hours_where_nobody_else_is_free() -> None:
    office = make_office()
    visit = book(office, BOTH, start=at(9))
    advice = visit.steps.get(service__slug="job-advice").during
    # The only adviser is away for the first or last minutes: the other order avoids them.
    is_first = advice.lower == visit.during.lower
    start = 540 if is_first else 585
    day = next_wednesday()
    absence = Absence(
        resource="agency-1", first=day, last=day, from_minute=start, to_minute=start + 5
    )

    enter(office, DayChange(enter=absence))

    after = again(visit)
    moved = after.steps.get(service__slug="job-advice").during
    assert (visit.during.lower, visit.during.upper) == (at(9), at(9, 50))
    assert (after.during.lower, after.during.upper) == (at(9), at(9, 50))
    assert (moved.lower == at(9)) is not is_first
    assert kinds(after) == ["confirm", "confirmed", "changed"]


def test_person_is_asked_and_keeps_the_old_time_until_then() -> None:
    office = make_office()
    visit = book(office, BOTH, start=at(9))
    before = taken_times(visit)

    enter(office, away("agency-1"))
    asked = again(visit)
    kept, told = taken_times(asked), kinds(asked)
    letter = letter_about(asked, kind=Message.Kind.CHOOSE_ANEW, key="k")
    later = find_offers(office, BOTH).days[0].plans[0]
    move_visit(asked, start=later.start, by=VISITOR)

    assert (asked.state, kept) == ("confirmed", before)
    assert told == ["confirm", "confirmed", "choose_anew"]
    assert f"/v/{letter.text.split('/v/')[1].split('/')[0]}/move/" in letter.html
    assert NextStep.objects.get().owner_role == "front_desk"
    assert Arrangement.objects.get(visit=visit).new_time_asked_at is None
    assert later.day > next_wednesday()


def test_old_time_cannot_be_chosen_again() -> None:
    office = make_office()
    visit = book(office, ADVICE, start=at(9))

    enter(office, away("agency-1"))

    with pytest.raises(TimeTakenError):
        move_visit(again(visit), start=at(9), by=VISITOR)


def test_repairs_together_fit_and_each_person_is_told_once() -> None:
    office = make_office()
    visits = [
        book(office, BOTH, start=plan.start, email=f"{number}@example.org")
        for number, plan in enumerate(find_offers(office, BOTH).days[0].plans[:4])
    ]
    change = away("city-1")

    found = repairs_for(office, change)
    enter(office, change)

    repaired = {each.visit.pk for each in found}
    desks = {step.counsellor.slug for visit in visits for step in again(visit).steps.all()}
    told = Counter(Message.objects.filter(visit__in=repaired).values_list("visit", flat=True))
    assert repaired
    assert "city-1" not in desks
    assert set(told.values()) == {3}


def test_what_was_shown_is_what_is_done_or_nothing_is() -> None:
    office = make_office()
    visit = book(office, BOTH, start=at(9))
    change = away(desk_of(visit, "registration"))
    marks = {each.visit.pk: each.mark for each in repairs_for(office, change)}
    # Meanwhile somebody books the other desk at the same time.
    only = VisitRequest(people=(Participant(services=("registration",)),), languages=("ar", "de"))
    start = visit.steps.get(service__slug="registration").during.lower
    hold_visit(only, office=office, start=start, language="de", by=VISITOR)

    with pytest.raises(VisitChangedError):
        change_days(office, change, chosen=marks, by=PROGRAM)

    assert taken_times(again(visit)) == taken_times(visit)
    assert definition_of(Office.objects.get()).absences == ()
    assert kinds(again(visit)) == ["confirm", "confirmed"]


def test_hold_that_nobody_has_confirmed_ends() -> None:
    office = make_office()
    hold_visit(ADVICE, office=office, start=at(9), language="en", by=VISITOR)
    change = away("agency-1")

    ways = [each.way for each in repairs_for(office, change)]
    enter(office, change)

    assert ways == ["end"]
    assert Visit.objects.count() == 0


def test_withdrawing_gives_the_times_back_unless_a_visit_needs_them() -> None:
    closed = Closure(first=next_wednesday(), last=next_wednesday(), reason=TOWN.office.name)
    office = make_office(replace(TOWN, closures=()))

    enter(office, DayChange(enter=closed))
    entry = Office.objects.get().entries.get()
    shut = starts_offered(Office.objects.get(), ADVICE)
    change_days(Office.objects.get(), DayChange(withdraw=entry.pk), chosen={}, by=PROGRAM)

    assert shut == set()
    assert at(9) in starts_offered(Office.objects.get(), ADVICE)
