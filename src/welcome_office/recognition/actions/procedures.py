"""What can happen to a procedure; whatever it is, an open one has its next step afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from welcome_office.cases.actions import finish_next_step, promise_next_step
from welcome_office.core.audit import PROGRAM, Actor
from welcome_office.law.recognition.events import Event
from welcome_office.partners.models import Membership
from welcome_office.recognition.actions.noting import note
from welcome_office.recognition.clocks import (
    Promise,
    act_in_german,
    as_event,
    clock_of,
    effective_rows,
    inquiry_of,
    last_day,
    promise_of,
)
from welcome_office.recognition.models import (
    Client,
    ImportBatch,
    Paper,
    PaperFile,
    Procedure,
    ProcedureEvent,
)


class ProcedureError(Exception):
    """Something about a procedure is not possible; the text says what to do."""


class ClosedError(ProcedureError):
    """A closed procedure does not change; open it again first."""


class ReplacedError(ProcedureError):
    """This event was corrected already; correct the correction."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What is known when a procedure is opened."""

    occupation: str
    land: str
    facts: Mapping[str, str | bool] = field(default_factory=dict)
    # The body that decides; found by the law where it is left out.
    body: str = ""
    opened_on: date | None = None
    events: tuple[Event, ...] = ()


@transaction.atomic
def open_procedure(
    client: Client, opening: Opening, *, by: Actor, batch: ImportBatch | None = None
) -> Procedure:
    """Begin to accompany an application; papers and first step come from the law."""
    opened_on = opening.opened_on or timezone.localdate()
    procedure = Procedure(
        office=client.office,
        partner=client.partner,
        client=client,
        land=opening.land,
        occupation=opening.occupation,
        body=opening.body,
        facts=dict(opening.facts),
        opened_on=opened_on,
        batch=batch,
    )
    procedure.body = procedure.body or _deciding(procedure)
    first = promise_of(clock_of(procedure, today=opened_on, rows=()).next, since=opened_on)
    _promise(procedure, first, by=by)
    procedure.save()
    _list_papers(procedure)
    _add_events(procedure, opening.events)
    note("procedure.opened", procedure, by=by, occupation=opening.occupation)
    _renew(procedure, by=by)
    return procedure


def _deciding(procedure: Procedure) -> str:
    """The body that decides by the law; empty where the law leaves it open."""
    bodies = inquiry_of(procedure).finding.ruling.bodies
    return next((each.body for each in bodies if each.role == "decides" and each.body), "")


def _list_papers(procedure: Procedure) -> None:
    papers = inquiry_of(procedure).finding.ruling.papers or ()
    Paper.objects.bulk_create(
        Paper(procedure=procedure, name=name, since=procedure.opened_on) for name in papers
    )


def _add_events(procedure: Procedure, events: Iterable[Event]) -> None:
    for event in events:
        _add_event(procedure, event)


def _add_event(
    procedure: Procedure,
    event: Event,
    *,
    replaces: ProcedureEvent | None = None,
    is_struck: bool = False,
) -> ProcedureEvent:
    return ProcedureEvent.objects.create(
        procedure=procedure,
        kind=event.kind,
        day=event.day,
        until=event.until,
        result=event.result or "",
        replaces=replaces,
        is_struck=is_struck,
    )


@transaction.atomic
def note_event(procedure: Procedure, event: Event, *, by: Actor) -> ProcedureEvent:
    """Write down what happened; the next step follows from it."""
    procedure = _locked(procedure)
    row = _add_event(procedure, event)
    note("procedure.event", procedure, by=by, kind=str(event.kind))
    _renew(procedure, by=by)
    return row


@transaction.atomic
def correct_event(row: ProcedureEvent, *, by: Actor, event: Event | None = None) -> ProcedureEvent:
    """Say what really happened, or (without an event) that nothing did; the old row stays."""
    procedure = _locked(row.procedure)
    if ProcedureEvent.objects.filter(replaces=row).exists():
        raise ReplacedError
    what = event or as_event(row)
    correction = _add_event(procedure, what, replaces=row, is_struck=event is None)
    note("procedure.event_corrected", procedure, by=by, kind=str(row.kind))
    _renew(procedure, by=by)
    return correction


@transaction.atomic
def set_body(procedure: Procedure, body: str, *, by: Actor) -> Procedure:
    """Say which body decides, e.g. when the law leaves it open."""
    procedure = _locked(procedure)
    procedure.body = body
    procedure.save(update_fields=["body"])
    note("procedure.body", procedure, by=by, body=body)
    return procedure


@transaction.atomic
def put_off(procedure: Procedure, due_on: date, *, by: Actor) -> Procedure:
    """Promise the same next step for another day; what the law says stays as it is."""
    procedure = _locked(procedure)
    assert procedure.next_step is not None, "an open procedure has one: constraint"
    promise = Promise(
        act=procedure.act,
        actor=procedure.next_step.Actor(procedure.next_step.actor),
        due_on=due_on,
        legal_due=procedure.act_due,
    )
    _replace(procedure, promise, by=by)
    note("procedure.put_off", procedure, by=by)
    return procedure


@transaction.atomic
def close_procedure(procedure: Procedure, *, reason: Procedure.Closed, by: Actor) -> Procedure:
    """Nothing is to be done any more."""
    procedure = _locked(procedure)
    last_step = procedure.next_step
    procedure.closed_on, procedure.closed_reason = timezone.localdate(), reason
    procedure.next_step = None
    procedure.save(update_fields=["closed_on", "closed_reason", "next_step"])
    if last_step is not None:
        finish_next_step(last_step, by=by)
    note("procedure.closed", procedure, by=by, reason=str(reason))
    return procedure


@transaction.atomic
def reopen_procedure(procedure: Procedure, *, by: Actor) -> Procedure:
    """It goes on; the next step follows from what happened so far."""
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    if procedure.is_open:
        return procedure
    procedure.closed_on, procedure.closed_reason = None, ""
    _promise(procedure, _current(procedure, today=timezone.localdate()), by=by)
    procedure.save()
    note("procedure.reopened", procedure, by=by)
    return procedure


def renew_next_step(procedure: Procedure, *, today: date) -> bool:
    """Let the clock run on to a day; say whether the next step is another one now."""
    with transaction.atomic():
        locked = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
        return locked.is_open and _renew(locked, by=PROGRAM, today=today)


def _locked(procedure: Procedure) -> Procedure:
    found = Procedure.objects.select_for_update(of=("self",)).select_related("office", "partner")
    procedure = found.get(pk=procedure.pk)
    if not procedure.is_open:
        raise ClosedError
    return procedure


def _renew(procedure: Procedure, *, by: Actor, today: date | None = None) -> bool:
    """Promise anew when the clock says something else than before."""
    promise = _current(procedure, today=today or timezone.localdate())
    if (promise.act, promise.legal_due) == (procedure.act, procedure.act_due):
        return False
    _replace(procedure, promise, by=by)
    return True


def _current(procedure: Procedure, *, today: date) -> Promise:
    rows = effective_rows(procedure)
    act = clock_of(procedure, today=today, rows=rows).next
    return promise_of(act, since=last_day(rows, opened_on=procedure.opened_on))


def _replace(procedure: Procedure, promise: Promise, *, by: Actor) -> None:
    before, is_same_act = procedure.next_step, procedure.act == promise.act
    _promise(procedure, promise, by=by)
    procedure.save(update_fields=["next_step", "act", "act_due"])
    if before is None:
        return
    if is_same_act:
        # What is still to be done still needs its papers.
        PaperFile.objects.filter(step=before).update(step=procedure.next_step)
    finish_next_step(before, by=by)


def _promise(procedure: Procedure, promise: Promise, *, by: Actor) -> None:
    procedure.act, procedure.act_due = promise.act, promise.legal_due
    procedure.next_step = promise_next_step(
        procedure.office,
        owner_role=Membership.Role.COUNSELLOR,
        partner=procedure.partner,
        actor=promise.actor,
        due_on=promise.due_on,
        sentence=act_in_german(promise.act, land=procedure.land),
        by=by,
    )
