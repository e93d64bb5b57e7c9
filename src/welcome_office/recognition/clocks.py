"""The legal clock of a procedure as the house keeps it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from welcome_office.cases.models import NextStep
from welcome_office.law.recognition.clock import Actor, Clock, NextAct, Terms, read_clock
from welcome_office.law.recognition.events import Event, Happening, Result
from welcome_office.law.recognition.law import load_law
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.asking import Inquiry
from welcome_office.recognition.models import Procedure, ProcedureEvent

WHO = {
    Actor.PERSON: NextStep.Actor.PERSON,
    Actor.BODY: NextStep.Actor.BODY,
    Actor.NOBODY: NextStep.Actor.OFFICE,
}
# Where no law sets a day, the adviser asks after this many days how it stands.
ASK_AFTER_DAYS = {
    "send_application": 14,
    "acknowledge": 30,
    "send_papers": 14,
    "finish_skills_analysis": 42,
    "decide": 90,
    "issue_licence": 30,
    "use_notice": 14,
    "choose_measure": 30,
    "choose_measure_or_appeal": 14,
    "apply_again": 30,
    "decide_again": 90,
    "nothing": 14,
}
YEARS_AHEAD = 6
# Who applies has something to be recognised; of the rest the usual is taken until it is told.
APPLICANT: dict[str, str | bool] = {
    "has_formal_qualification": True,
    "self_employed": False,
    "documents_missing": False,
    "accelerated_81a": False,
    "wants_title_only": False,
    "construction_chamber_membership": False,
    "last_exam_in_germany": False,
}


@dataclass(frozen=True)
class Promise:
    """What the clock says comes next, with a day in any case."""

    act: str
    actor: NextStep.Actor
    due_on: date
    # The day that the law sets; None where it sets none.
    legal_due: date | None


def inquiry_of(procedure: Procedure) -> Inquiry:
    """The question that the procedure answers, under the law of the day it was opened."""
    return Inquiry(
        occupation=procedure.occupation,
        land=procedure.land,
        day=procedure.opened_on,
        told=APPLICANT | procedure.facts,
    )


def terms_of(procedure: Procedure) -> Terms:
    """The time limits of the procedure."""
    return Terms.of(inquiry_of(procedure).finding.ruling)


def effective_rows(procedure: Procedure) -> list[ProcedureEvent]:
    """What happened, corrections applied, in order."""
    rows = list(procedure.events.all())
    replaced = {row.replaces_id for row in rows}
    return [row for row in rows if row.pk not in replaced and not row.is_struck]


def as_event(row: ProcedureEvent) -> Event:
    """The row as the clock takes it."""
    return Event(
        kind=Happening(row.kind),
        day=row.day,
        until=row.until,
        result=Result(row.result) if row.result else None,
    )


def clock_of(
    procedure: Procedure, *, today: date, rows: Iterable[ProcedureEvent] | None = None
) -> Clock:
    """Where the procedure stands on a day."""
    events = [as_event(row) for row in (effective_rows(procedure) if rows is None else rows)]
    free = free_days(procedure.office, around=procedure.opened_on)
    return read_clock(events, terms_of(procedure), today=today, free_days=free)


def free_days(office: Office, *, around: date) -> Collection[date]:
    """The public holidays of the office's Land in the years a procedure may last."""
    place = definition_of(office).office
    years = range(around.year - 1, around.year + YEARS_AHEAD)
    return holidays.country_holidays(
        place.holidays_country, subdiv=place.holidays_subdivision, years=years
    ).keys()


def promise_of(act: NextAct, *, since: date) -> Promise:
    """What is promised: the law's day, else a day on which the adviser asks."""
    due_on = act.due or since + timedelta(days=ASK_AFTER_DAYS[act.what])
    return Promise(act=act.what, actor=WHO[act.who], due_on=due_on, legal_due=act.due)


def last_day(rows: Sequence[ProcedureEvent], *, opened_on: date) -> date:
    """The day on which something last happened."""
    return max([opened_on, *(row.day for row in rows)])


def act_in_german(act: str, *, land: str) -> str:
    """The next act as one plain sentence of the house."""
    return load_law(land).texts[f"clock_{act}"]["de"]
