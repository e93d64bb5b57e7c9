"""The legal clock of a procedure, told by worked timelines and by a count of single days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcome_office.law.recognition.clock import (
    Actor,
    Extension,
    NextAct,
    Suspension,
    Terms,
    add_months,
    next_working_day,
    read_clock,
)
from welcome_office.law.recognition.events import Event, Happening, Result
from welcome_office.law.recognition.facts import Facts
from welcome_office.law.recognition.finding import find
from welcome_office.law.recognition.law import PREPARED, load_law

BQFG = Terms(acknowledgement_months=1, decision_months=3, extension=Extension.ONCE)
NURSING = Terms(acknowledgement_months=1, decision_months=4, extension=Extension.NONE)
EU = Terms(acknowledgement_months=1, decision_months=3, extension=Extension.ONCE_ONE_MONTH)
ACCELERATED = Terms(acknowledgement=timedelta(weeks=2), decision_months=2)
SENT = Event(Happening.SENT, date(2026, 1, 7))
RECEIVED = Event(Happening.RECEIVED, date(2026, 1, 9))
ACKNOWLEDGED = Event(Happening.ACKNOWLEDGED, date(2026, 1, 20))
COMPLETE = Event(Happening.PAPERS_COMPLETE, date(2026, 2, 3))


def _requested(day: date, until: date) -> Event:
    return Event(Happening.PAPERS_REQUESTED, day, until)


def test_before_anything_is_sent_the_person_sends_the_application() -> None:
    clock = read_clock([], BQFG, today=date(2026, 1, 1))

    assert clock.next == NextAct(Actor.PERSON, "send_application")


def test_acknowledgement_is_due_a_month_after_arrival() -> None:
    clock = read_clock([SENT, RECEIVED], BQFG, today=date(2026, 2, 12))

    assert clock.next == NextAct(Actor.BODY, "acknowledge", date(2026, 2, 9))
    assert (clock.overdue_days, clock.is_estimate) == (3, False)


def test_arrival_that_nobody_told_is_presumed_on_the_day_of_sending() -> None:
    clock = read_clock([SENT], BQFG, today=date(2026, 1, 8))

    assert (clock.acknowledgement_due, clock.is_estimate) == (date(2026, 2, 9), True)


def test_accelerated_procedure_takes_two_weeks_and_two_months() -> None:
    events = [RECEIVED, ACKNOWLEDGED, COMPLETE]

    clock = read_clock(events, ACCELERATED, today=date(2026, 2, 10))

    assert clock.acknowledgement_due == date(2026, 1, 23)
    assert clock.next == NextAct(Actor.BODY, "decide", date(2026, 4, 3))


def test_public_holiday_moves_the_end_to_the_next_working_day() -> None:
    good_friday, easter_monday = date(2026, 4, 3), date(2026, 4, 6)

    clock = read_clock(
        [RECEIVED, ACKNOWLEDGED, COMPLETE],
        ACCELERATED,
        today=date(2026, 2, 10),
        free_days={good_friday, easter_monday},
    )

    assert clock.decision_due == date(2026, 4, 7)


def test_missing_papers_keep_the_clock_from_starting() -> None:
    request = _requested(date(2026, 1, 20), date(2026, 2, 20))

    clock = read_clock([SENT, RECEIVED, ACKNOWLEDGED, request], BQFG, today=date(2026, 2, 1))

    assert (clock.started, clock.decision_due) == (None, None)
    assert clock.next == NextAct(Actor.PERSON, "send_papers", date(2026, 2, 20))


def test_clock_starts_when_the_papers_are_complete() -> None:
    clock = read_clock([RECEIVED, ACKNOWLEDGED, COMPLETE], BQFG, today=date(2026, 3, 1))

    assert (clock.started, clock.decision_due) == (date(2026, 2, 3), date(2026, 5, 4))
    assert clock.next == NextAct(Actor.BODY, "decide", date(2026, 5, 4))


def test_acknowledgement_without_a_request_presumes_complete_papers() -> None:
    clock = read_clock([RECEIVED, ACKNOWLEDGED], BQFG, today=date(2026, 3, 1))

    assert (clock.started, clock.is_estimate) == (date(2026, 1, 9), True)


def test_later_request_suspends_until_the_day_that_was_set() -> None:
    request = _requested(date(2026, 3, 2), date(2026, 3, 16))
    events = [RECEIVED, ACKNOWLEDGED, COMPLETE, request]

    clock = read_clock(events, BQFG, today=date(2026, 3, 10))

    assert clock.suspensions == (Suspension(date(2026, 3, 2), date(2026, 3, 16)),)
    assert (clock.is_suspended, clock.next.who) == (True, Actor.PERSON)
    after = read_clock(events, BQFG, today=date(2026, 4, 1))
    assert (after.is_suspended, after.decision_due) == (False, date(2026, 5, 18))


def test_skills_analysis_suspends_until_it_ends() -> None:
    begun = Event(Happening.ANALYSIS_BEGUN, date(2026, 3, 1))
    ended = Event(Happening.ANALYSIS_ENDED, date(2026, 3, 31))
    events = [RECEIVED, ACKNOWLEDGED, COMPLETE, begun]

    during = read_clock(events, BQFG, today=date(2026, 3, 10))
    after = read_clock([*events, ended], BQFG, today=date(2026, 4, 1))

    assert during.next == NextAct(Actor.BODY, "finish_skills_analysis")
    assert after.decision_due == date(2026, 6, 3)


@pytest.mark.parametrize(
    ("terms", "told", "until", "due", "warnings"),
    [
        pytest.param(BQFG, 4, date(2026, 7, 1), date(2026, 7, 1), (), id="once"),
        pytest.param(
            EU, 4, date(2026, 8, 3), date(2026, 6, 4), ("extension_too_long",), id="EU: a month"
        ),
        pytest.param(
            NURSING,
            4,
            date(2026, 8, 3),
            date(2026, 6, 3),
            ("extension_not_provided",),
            id="nursing: none",
        ),
        pytest.param(
            BQFG, 6, date(2026, 8, 3), date(2026, 5, 4), ("extended_too_late",), id="too late"
        ),
    ],
)
def test_extension(
    terms: Terms, told: int, until: date, due: date, warnings: tuple[str, ...]
) -> None:
    extension = Event(Happening.EXTENDED, date(2026, told, 10), until)

    clock = read_clock([RECEIVED, COMPLETE, extension], terms, today=date(2026, 6, 20))

    assert (clock.decision_due, clock.warnings) == (due, warnings)


def test_second_extension_does_not_count() -> None:
    first = Event(Happening.EXTENDED, date(2026, 4, 1), date(2026, 6, 1))
    second = Event(Happening.EXTENDED, date(2026, 5, 20), date(2026, 9, 1))

    clock = read_clock([RECEIVED, COMPLETE, first, second], BQFG, today=date(2026, 6, 2))

    assert (clock.decision_due, clock.warnings) == (date(2026, 6, 1), ("extended_twice",))


def test_late_body_is_visible() -> None:
    clock = read_clock([RECEIVED, ACKNOWLEDGED, COMPLETE], BQFG, today=date(2026, 5, 14))

    assert (clock.next.who, clock.overdue_days) == (Actor.BODY, 10)


def test_partial_notice_leaves_a_month_to_appeal_and_then_the_measure() -> None:
    notice = Event(Happening.NOTICE, date(2026, 4, 30), result=Result.PARTIAL)
    measure = Event(Happening.MEASURE_ENDED, date(2026, 9, 1))
    events = [RECEIVED, ACKNOWLEDGED, COMPLETE, notice]

    at_once = read_clock(events, BQFG, today=date(2026, 5, 2))
    later = read_clock(events, BQFG, today=date(2026, 7, 1))
    trained = read_clock([*events, measure], BQFG, today=date(2026, 9, 2))
    again = Event(Happening.SENT, date(2026, 9, 10))
    sent = read_clock([*events, measure, again], BQFG, today=date(2026, 9, 11))

    act = NextAct(Actor.PERSON, "choose_measure_or_appeal", date(2026, 6, 1))
    assert (at_once.next, at_once.appeal_until) == (act, date(2026, 6, 1))
    assert later.next == NextAct(Actor.PERSON, "choose_measure")
    assert trained.next == NextAct(Actor.PERSON, "apply_again")
    assert sent.next == NextAct(Actor.BODY, "decide_again")


def test_full_notice_leads_to_the_licence() -> None:
    notice = Event(Happening.NOTICE, date(2026, 4, 30), result=Result.FULL)
    applied = Event(Happening.LICENCE_APPLIED, date(2026, 5, 5))
    issued = Event(Happening.LICENCE_ISSUED, date(2026, 6, 5))
    events = [RECEIVED, COMPLETE, notice, applied, issued]

    whose = [
        read_clock(events, NURSING, today=day).next.what
        for day in (date(2026, 5, 1), date(2026, 5, 6), date(2026, 6, 6))
    ]

    assert whose == ["use_notice", "issue_licence", "nothing"]


def test_event_without_its_day_or_result_cannot_be() -> None:
    with pytest.raises(ValueError, match="needs day until which it lasts"):
        Event(Happening.EXTENDED, date(2026, 1, 1))
    with pytest.raises(ValueError, match="cannot last until 2025-12-31"):
        Event(Happening.PAPERS_REQUESTED, date(2026, 1, 1), date(2025, 12, 31))
    with pytest.raises(ValueError, match="needs result"):
        Event(Happening.NOTICE, date(2026, 1, 1))


def test_everything_the_clock_says_has_its_words() -> None:
    acts = {
        *("send_application", "acknowledge", "send_papers", "finish_skills_analysis", "decide"),
        *("issue_licence", "use_notice", "choose_measure_or_appeal", "choose_measure"),
        *("apply_again", "decide_again", "nothing", "extended_twice", "extension_not_provided"),
        *("extended_too_late", "extension_too_long"),
    }

    assert acts == {
        key.removeprefix("clock_") for key in load_law().texts if key.startswith("clock_")
    }


def test_terms_come_from_the_ruling() -> None:
    facts = Facts(
        trained_in="PH",
        citizenship="PH",
        lives_in="abroad",
        works_in="Bochum",
        accelerated_81a=True,
    )

    terms = Terms.of(find(load_law(), "O058", facts, day=PREPARED).ruling)

    assert terms == Terms(
        acknowledgement=timedelta(weeks=2), decision_months=2, extension=Extension.ONCE
    )


DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))


@given(start=DAYS, months=st.integers(1, 12))
def test_term_of_months_ends_on_the_same_number_or_the_last_day(start: date, months: int) -> None:
    end = add_months(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@given(
    start=DAYS,
    requests=st.lists(st.tuples(st.integers(0, 150), st.integers(0, 60)), max_size=4),
    months=st.integers(1, 6),
)
def test_suspended_days_are_not_counted(
    start: date, requests: list[tuple[int, int]], months: int
) -> None:
    asked = [
        (start + timedelta(days=after), start + timedelta(days=after + length))
        for after, length in requests
    ]
    events = [Event(Happening.PAPERS_COMPLETE, start), *(_requested(*pair) for pair in asked)]
    terms = Terms(decision_months=months)

    clock = read_clock(
        [Event(Happening.SENT, start), *events], terms, today=start + timedelta(days=999)
    )

    # Count single days: the body has as many unsuspended days as the bare term has days.
    left = (add_months(start, months) - start).days
    day = start
    while left:
        day += timedelta(days=1)
        left -= not any(first <= day <= last for first, last in asked)
    assert clock.decision_due == next_working_day(day)


@given(DAYS, st.sets(DAYS, max_size=3))
def test_working_day_is_the_first_that_is_free_of_rest(day: date, free: set[date]) -> None:
    working = next_working_day(day, free_days=free)

    assert working.weekday() < 5
    assert working not in free
    between = [day + timedelta(days=n) for n in range((working - day).days)]
    assert all(skipped.weekday() >= 5 or skipped in free for skipped in between)
