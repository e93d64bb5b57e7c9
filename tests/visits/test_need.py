"""Nobody with a nearer deadline and a fitting bundle is passed over."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import REGISTRATION as REGISTRATION_SERVICE
from tests.factories import TOWN, make_office
from tests.visits.waiting import fill, free, now, wait, wednesday

from welcome_office.law.errands import Condition, When
from welcome_office.partners.models import Office
from welcome_office.visits.actions import ask_waiting
from welcome_office.visits.models import Message, Occupation, Visit, Waiting
from welcome_office.visits.need import (
    Household,
    Outcome,
    Turn,
    ask_in_turn,
    in_order_of_need,
    open_deadline,
)
from welcome_office.visits.planning import Sight, first_plans
from welcome_office.visits.request import Participant, VisitRequest
from welcome_office.visits.waitings import household_of, waiting_in, wanted_by

MOVED_IN = date(2026, 11, 2)
households = st.builds(
    Household,
    number=st.integers(1, 10**6),
    deadline=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    since=st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    is_being_asked=st.booleans(),
)
lists = st.lists(households, max_size=8, unique_by=lambda one: one.number)


@given(lists, st.randoms())
def test_the_order_does_not_depend_on_how_the_list_is_shuffled(
    waiting: list[Household], dice: object
) -> None:
    shuffled = list(waiting)
    dice.shuffle(shuffled)  # type: ignore[attr-defined] # a random.Random

    assert in_order_of_need(shuffled) == in_order_of_need(waiting)


@given(lists, st.lists(st.frozensets(st.integers(0, 7)), min_size=8, max_size=8), st.data())
def test_who_is_passed_over_had_nothing_that_fits(
    waiting: list[Household], fits: list[frozenset[int]], data: st.DataObject
) -> None:
    free = set(data.draw(st.frozensets(st.integers(0, 7))))
    wanted = {one.number: fits[place] for place, one in enumerate(waiting)}
    left: dict[int, frozenset[int]] = {}
    turns: list[Turn] = []

    def ask(turn: Turn) -> Outcome:
        turns.append(turn)
        left[turn.household.number] = frozenset(free)
        found = min(wanted[turn.household.number] & free, default=None)
        free.discard(-1 if found is None else found)
        return Outcome.NO_FIT if found is None else Outcome.ASKED_NOW

    ask_in_turn(waiting, ask=ask)

    assert {turn.household for turn in turns} == {w for w in waiting if not w.is_being_asked}
    for turn in turns:
        rank = (turn.household.deadline or date.max, turn.household.since)
        for number, why in turn.before:
            other = next(w for w in waiting if w.number == number)
            assert (other.deadline or date.max, other.since) <= rank
            if why == Outcome.NO_FIT:
                assert not wanted[number] & left[number]
                assert not wanted[number] & left[turn.household.number]


@pytest.mark.parametrize(
    ("held", "deadline"),
    [
        (None, date(2026, 11, 16)),
        (date(2026, 11, 17), date(2026, 11, 16)),
        (date(2026, 11, 16), None),
    ],
)
def test_a_deadline_presses_until_a_visit_keeps_it(held: date | None, deadline: date) -> None:
    days = {"arrives_on": None, "moves_in_on": MOVED_IN, "held_day": held}

    assert open_deadline(["registration", "job-advice"], TOWN, **days) == deadline


def test_a_time_limit_that_may_not_concern_them_or_has_no_beginning_does_not_count() -> None:
    (limit,) = REGISTRATION_SERVICE.deadlines
    only_some = replace(limit, when=When((Condition("citizenship", ("third_country",)),)))
    service = replace(REGISTRATION_SERVICE, deadlines=(only_some,))
    town = replace(TOWN, services=(service,))

    found = [
        open_deadline(["registration"], file, arrives_on=None, moves_in_on=day)
        for file, day in ((TOWN, None), (town, MOVED_IN))
    ]

    assert found == [None, None]


BUNDLES = (("registration",), ("job-advice",), ("registration", "job-advice"))
wishes = st.lists(
    st.tuples(st.sampled_from(BUNDLES), st.sampled_from(["en", "ar"]), st.integers(-13, 9)),
    min_size=2,
    max_size=4,
)
gaps = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.frozensets(st.sampled_from(["city-1", "city-2", "agency-1"]), min_size=1),
        st.sampled_from([15, 30, 45]),
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda gap: gap[0],
)


@pytest.fixture
def full_town(transactional_db: None) -> Office:
    return make_office()


# Each example empties the town by hand.
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wishes, gaps)
@pytest.mark.django_db(transaction=True)
def test_with_real_times_nobody_more_pressed_is_passed_over(
    full_town: Office,
    wishes: list[tuple[tuple[str, ...], str, int]],
    gaps: list[tuple[int, frozenset[str], int]],
) -> None:
    _begin_anew(full_town)
    today = wednesday(0) - timedelta(days=7)
    for number, (services, language, days) in enumerate(wishes):
        request = VisitRequest(
            people=(Participant(services=services),),
            languages=(language,),
            moves_in_on=today + timedelta(days=days) if days < 5 else None,
        )
        wait(full_town, request, email=f"{number}@example.org")
    for week, desks, minutes in gaps:
        free(full_town, wednesday(week), desks=tuple(desks), minutes=minutes)

    ask_waiting()

    order = in_order_of_need(map(household_of, waiting_in(full_town)))
    passed_over = [one for one in order if not one.is_being_asked]
    for one in reversed(passed_over):
        # As if nobody after them had been asked; the last one first, so that it only gets freer.
        for later in order[order.index(one) + 1 :]:
            _give_back(later)
        assert _fitting(full_town, one) == []


def _begin_anew(office: Office) -> None:
    Message.objects.all().delete()
    Waiting.objects.all().delete()
    Occupation.objects.all().delete()
    Visit.objects.all().delete()
    fill(office)


def _give_back(household: Household) -> None:
    hold = now(Waiting.objects.get(pk=household.number)).offered
    if hold is not None:
        Occupation.objects.filter(visit=hold).update(visit=None)


def _fitting(office: Office, household: Household) -> list[date]:
    waiting = waiting_in(office).get(pk=household.number)
    # Hours that are kept back do not exist in this town, so every sight sees the same.
    plans = first_plans(
        office,
        wanted_by(waiting),
        not_before=datetime.now(UTC) + timedelta(days=1),
        most_days=3,
        sight=Sight(freed=True, kept=True),
    )
    return [plan.day for plan in plans]
