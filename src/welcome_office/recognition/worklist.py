"""What an adviser asks: my people by what is due, one procedure as a whole, what was achieved."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, Q, QuerySet, Sum

from welcome_office.cases.models import NextStep
from welcome_office.law.recognition.clock import Clock
from welcome_office.law.recognition.events import Happening
from welcome_office.law.recognition.law import RecognitionLaw, load_law
from welcome_office.law.recognition.wording import Wording
from welcome_office.partners.models import Office, Partner
from welcome_office.recognition.answers import law_language, occupation_name
from welcome_office.recognition.clocks import clock_of, effective_rows
from welcome_office.recognition.models import (
    Client,
    Contact,
    Course,
    Deficit,
    Measure,
    Procedure,
    ProcedureEvent,
)
from welcome_office.recognition.queries import body_name

# Before that many cases an average says more about chance than about the body.
ENOUGH_CASES = 10


@dataclass(frozen=True, kw_only=True)
class Line:
    """One open procedure in the adviser's list."""

    procedure: Procedure
    who: str
    occupation: str
    body: str
    act: str
    actor: NextStep.Actor
    due_on: date
    days_late: int

    @property
    def is_late_body(self) -> bool:
        """Whether the body keeps its time limit waiting."""
        return self.days_late > 0 and self.actor == NextStep.Actor.BODY


@dataclass(frozen=True, kw_only=True)
class Experience:
    """How long a body took in this organisation's own finished cases, in days."""

    cases: int
    median_days: int
    p80_days: int


@dataclass(frozen=True, kw_only=True)
class Achieved:
    """What was done in a period: distinct people, talks, minutes, topics, outcomes."""

    clients: int
    contacts: int
    minutes: int
    topics: Mapping[str, int]
    outcomes: Mapping[str, int]
    opened: int
    closed: Mapping[str, int]


def worklist(procedures: QuerySet[Procedure], *, today: date, language: str) -> list[Line]:
    """The open procedures, by the day on which something is due."""
    rows = procedures.filter(closed_on=None).select_related("client", "next_step")
    rows = rows.order_by("next_step__due_on", "pk")
    return [_line(procedure, today=today, language=language) for procedure in rows]


def _line(procedure: Procedure, *, today: date, language: str) -> Line:
    step = procedure.next_step
    assert step is not None, "an open procedure has one: constraint"
    law = load_law(procedure.land)
    return Line(
        procedure=procedure,
        who=str(procedure.client),
        occupation=occupation_name(procedure.occupation, law),
        body=body_name(procedure.body, law),
        act=act_in_words(procedure.act, law, language=language),
        actor=NextStep.Actor(step.actor),
        due_on=step.due_on,
        days_late=max((today - step.due_on).days, 0),
    )


def act_in_words(act: str, law: RecognitionLaw, *, language: str) -> str:
    """What is to be done, in a language."""
    return Wording(law, law_language(language)).text(f"clock_{act}")


@dataclass(frozen=True, kw_only=True)
class Point:
    """A day on the clock line; `event` where something happened, `due` where something is due."""

    day: date
    event: ProcedureEvent | None = None
    due: str = ""
    is_today: bool = False


def clock_line(
    clock: Clock, rows: Sequence[ProcedureEvent], *, promised: date | None, today: date
) -> list[Point]:
    """The days of a procedure in order, with today among them."""
    points = [Point(day=row.day, event=row) for row in rows]
    dues = {
        "acknowledge": clock.acknowledgement_due if clock.started is None else None,
        "decide": clock.decision_due if not _has_notice(rows) else None,
        "appeal": clock.appeal_until,
    }
    known = {day: name for name, day in dues.items() if day is not None}
    points += [Point(day=day, due=name) for day, name in known.items()]
    if promised is not None and promised not in known:
        points.append(Point(day=promised, due="promised"))
    points.append(Point(day=today, is_today=True))
    return sorted(points, key=lambda point: (point.day, point.is_today, point.due != ""))


def _has_notice(rows: Iterable[ProcedureEvent]) -> bool:
    return any(row.kind == Happening.NOTICE for row in rows)


def experience_of(body: str, *, partner: Partner, today: date) -> Experience | None:
    """How long a body took; None before ten finished cases."""
    found = Procedure.objects.filter(partner=partner, body=body, events__kind=Happening.NOTICE)
    taken = []
    for procedure in found.distinct().select_related("office").prefetch_related("events"):
        rows = effective_rows(procedure)
        notices = [row.day for row in rows if row.kind == Happening.NOTICE]
        started = clock_of(procedure, today=today, rows=rows).started
        if notices and started is not None:
            taken.append((min(notices) - started).days)
    if len(taken) < ENOUGH_CASES:
        return None
    taken.sort()
    return Experience(
        cases=len(taken),
        median_days=round(median(taken)),
        p80_days=taken[ceil(0.8 * len(taken)) - 1],
    )


@dataclass(frozen=True, kw_only=True)
class CourseOffer:
    """A course with the places that are left, and the differences it is about."""

    course: Course
    free: int
    fits: tuple[str, ...]


def courses_for(procedure: Procedure, *, today: date) -> list[CourseOffer]:
    """The organisation's courses that fit; those about an open difference first."""
    open_topics = [each.topic for each in procedure.deficits.filter(settled_on=None)]
    courses = Course.objects.filter(partner_id=procedure.partner_id, is_offered=True).filter(
        Q(begins_on=None) | Q(begins_on__gte=today)
    )
    courses = courses.filter(Q(occupations=[]) | Q(occupations__contains=[procedure.occupation]))
    taken = Count("measures", filter=Q(measures__state__in=Measure.TAKING))
    offers = [
        CourseOffer(
            course=course,
            free=max(course.places - course.taken, 0),
            fits=tuple(topic for topic in open_topics if _is_about(course, topic)),
        )
        for course in courses.annotate(taken=taken)
    ]
    return sorted(offers, key=lambda offer: (-len(offer.fits), offer.free == 0, offer.course.title))


def _is_about(course: Course, topic: str) -> bool:
    """Whether a topic of the course is named in the difference, or the other way round."""
    words = topic.casefold()
    return any(
        each.casefold() in words or words in each.casefold() for each in course.topics if each
    )


def achieved(
    office: Office,
    *,
    days: tuple[date, date],
    partner: Partner | None,
    database: str = DEFAULT_DB_ALIAS,
) -> Achieved:
    """What was done between two days, both included: of one organisation or of all."""
    place = {"office": office} | ({"partner": partner} if partner else {})
    clients = Client.objects.using(database).filter(**place)
    contacts = Contact.objects.using(database).filter(client__in=clients, day__range=days)
    procedures = Procedure.objects.using(database).filter(**place)
    topics = Counter(
        topic for topics in contacts.values_list("topics", flat=True) for topic in topics
    )
    closed = procedures.filter(closed_on__range=days)
    return Achieved(
        clients=contacts.values("client").distinct().count(),
        contacts=contacts.count(),
        minutes=contacts.aggregate(sum=Sum("minutes"))["sum"] or 0,
        topics=dict(topics),
        outcomes=dict(Counter(contacts.values_list("outcome", flat=True))),
        opened=procedures.filter(opened_on__range=days).count(),
        closed=dict(Counter(closed.values_list("closed_reason", flat=True))),
    )


def open_deficits(procedure: Procedure) -> QuerySet[Deficit]:
    """What is still missing."""
    return procedure.deficits.filter(settled_on=None)
