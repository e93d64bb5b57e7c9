"""Whatever happens to a procedure: while it is open it has exactly one next step."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.recognition.cases import OPENED, event, make_procedure, partner_called

from welcome_office.cases.actions import finish_next_step
from welcome_office.cases.models import NextStep
from welcome_office.core.audit import PROGRAM
from welcome_office.core.transactions import violated_constraint
from welcome_office.law.recognition.events import WITH_UNTIL, Event, Happening, Result
from welcome_office.recognition.actions import (
    ClosedError,
    ReplacedError,
    close_procedure,
    correct_event,
    note_event,
    put_off,
    renew_next_step,
    reopen_procedure,
)
from welcome_office.recognition.clocks import clock_of, effective_rows
from welcome_office.recognition.models import Procedure, ProcedureEvent

pytestmark = pytest.mark.django_db


def step_of(procedure: Procedure) -> NextStep:
    procedure.refresh_from_db()
    assert procedure.next_step is not None
    return procedure.next_step


def test_opening_lists_papers_and_promises_the_first_step() -> None:
    procedure = make_procedure()

    step = step_of(procedure)
    assert procedure.body == "HWK_DO"
    assert (step.sentence, step.actor) == ("Antrag absenden", "person")
    assert step.partner_id == procedure.partner_id
    assert procedure.papers.filter(name="bqfg/certificates", state="missing").exists()


def test_next_step_follows_the_legal_clock() -> None:
    procedure = make_procedure()
    note_event(procedure, event(Happening.RECEIVED, "2026-03-04"), by=PROGRAM)
    waiting = step_of(procedure)
    note_event(procedure, event(Happening.PAPERS_COMPLETE, "2026-03-16"), by=PROGRAM)
    deciding = step_of(procedure)

    assert (waiting.actor, waiting.due_on) == ("body", date(2026, 4, 7))
    assert (deciding.actor, deciding.due_on) == ("body", date(2026, 6, 16))
    waiting.refresh_from_db()
    assert waiting.done_at is not None


def test_partial_notice_leaves_the_person_a_month_to_appeal() -> None:
    procedure = make_procedure(
        events=(
            event(Happening.RECEIVED, "2026-11-02"),
            event(Happening.PAPERS_COMPLETE, "2026-11-02"),
            event(Happening.NOTICE, "2026-11-20", result=Result.PARTIAL),
        )
    )

    step = step_of(procedure)

    assert (step.actor, step.due_on) == ("person", date(2026, 12, 21))


def test_correction_is_a_row_of_its_own_and_moves_the_clock() -> None:
    procedure = make_procedure(events=(event(Happening.RECEIVED, "2026-03-04"),))
    wrong = procedure.events.get()

    correct_event(wrong, event=event(Happening.RECEIVED, "2026-03-11"), by=PROGRAM)

    assert procedure.events.count() == 2
    assert clock_of(procedure, today=OPENED.replace(month=4)).acknowledgement_due == date(
        2026, 4, 13
    )
    with pytest.raises(ReplacedError):
        correct_event(wrong, by=PROGRAM)


def test_struck_event_never_happened() -> None:
    procedure = make_procedure(events=(event(Happening.SENT, "2026-03-04"),))

    correct_event(procedure.events.get(), by=PROGRAM)

    assert effective_rows(procedure) == []
    assert step_of(procedure).sentence == "Antrag absenden"


def test_history_cannot_be_rewritten() -> None:
    procedure = make_procedure(events=(event(Happening.SENT, "2026-03-04"),))

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        ProcedureEvent.objects.update(day=date(2026, 1, 1))

    assert violated_constraint(refused.value) == "history_is_only_added_to"
    assert procedure.events.get().day == date(2026, 3, 4)


def test_putting_off_keeps_what_is_to_be_done() -> None:
    procedure = make_procedure()

    put_off(procedure, date(2026, 12, 24), by=PROGRAM)
    renewed = renew_next_step(procedure, today=date(2026, 11, 1))

    step = step_of(procedure)
    assert (renewed, step.sentence, step.due_on) == (False, "Antrag absenden", date(2026, 12, 24))


def test_clock_runs_on_by_itself() -> None:
    procedure = make_procedure(events=(event(Happening.RECEIVED, "2026-10-02"),))
    notice = event(Happening.NOTICE, "2026-11-10", result=Result.PARTIAL)
    note_event(procedure, notice, by=PROGRAM)

    renewed = renew_next_step(procedure, today=date(2027, 3, 1))

    assert renewed
    assert step_of(procedure).sentence == "Lehrgang oder Prüfung wählen"


def test_closed_procedure_waits_for_nobody_and_can_go_on() -> None:
    procedure = make_procedure()
    step = step_of(procedure)

    close_procedure(procedure, reason=Procedure.Closed.MOVED, by=PROGRAM)
    step.refresh_from_db()
    with pytest.raises(ClosedError):
        note_event(procedure, event(Happening.SENT, "2026-03-04"), by=PROGRAM)
    reopen_procedure(procedure, by=PROGRAM)

    assert step.done_at is not None
    assert step_of(procedure).done_at is None


def test_database_refuses_an_open_procedure_without_a_next_step() -> None:
    procedure = make_procedure()

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Procedure.objects.filter(pk=procedure.pk).update(next_step=None)

    assert violated_constraint(refused.value) == "an_open_procedure_has_a_next_step"


def test_database_refuses_to_tick_off_the_step_of_an_open_procedure() -> None:
    procedure = make_procedure()

    with pytest.raises(DatabaseError) as refused:
        tick_off_for_good(step_of(procedure))

    assert violated_constraint(refused.value) == "the_next_step_of_an_open_procedure_is_open"


@transaction.atomic
def tick_off_for_good(step: NextStep) -> None:
    finish_next_step(step, by=PROGRAM)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(list(Happening)))
    day = draw(st.dates(OPENED, date(2027, 6, 1)))
    until = draw(st.dates(day, date(2028, 6, 1))) if kind in WITH_UNTIL else None
    result = draw(st.sampled_from(list(Result))) if kind is Happening.NOTICE else None
    return Event(kind, day, until=until, result=result)


ACTS = st.one_of(
    events(),
    st.sampled_from(["close", "reopen", "strike"]),
    st.dates(date(2026, 6, 1), date(2028, 1, 1)),
)


class TestEveryHistory(TestCase):
    """Every order of acts, possible ones and others."""

    @given(acts=st.lists(ACTS, max_size=7))
    @settings(max_examples=25, deadline=None)
    def test_open_procedure_always_has_exactly_one_open_next_step(
        self, acts: list[Event | str | date]
    ) -> None:
        procedure = make_procedure(partner=partner_called("chamber"))

        for act in acts:
            try:
                perform(act, procedure)
            except (ClosedError, ReplacedError):
                continue
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            procedure.refresh_from_db()
            unfinished = NextStep.objects.filter(partner=procedure.partner, done_at=None)
            current = [procedure.next_step] if procedure.is_open else []
            assert list(unfinished) == current


def perform(act: Event | str | date, procedure: Procedure) -> None:
    """Do one of the things that an adviser or time does."""
    if isinstance(act, Event):
        note_event(procedure, act, by=PROGRAM)
    elif isinstance(act, date):
        put_off(procedure, act, by=PROGRAM)
        renew_next_step(procedure, today=act)
    elif act == "close":
        close_procedure(procedure, reason=Procedure.Closed.WITHDRAWN, by=PROGRAM)
    elif act == "reopen":
        reopen_procedure(procedure, by=PROGRAM)
    elif first := procedure.events.first():
        correct_event(first, by=PROGRAM)
