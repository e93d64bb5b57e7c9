"""Gives the demo's day life: some people are here, some desks are running, some are done.

What happens to an invented visit is drawn once from seed, hour and desk, and noted when its moment
has come; where somebody at a desk has noted something else, the invention stops. Nobody is written
to.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Lower

from welcome_office.cases.actions import promise_next_step
from welcome_office.cases.models import NextStep
from welcome_office.core.audit import PROGRAM
from welcome_office.partners.models import Membership, Office
from welcome_office.partners.open_days import last_one_stop_day, next_one_stop_day
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions.freed import stretch
from welcome_office.visits.models import (
    Continuation,
    Occupation,
    Step,
    StepEvent,
    Visit,
    VisitPerson,
)
from welcome_office.visits.planning import zone_of
from welcome_office.visits.queries import whole_day
from welcome_office.visits.reference import new_reference

Kind = StepEvent.Kind
OUTCOMES = (Kind.DONE,) * 7 + (Kind.CONTINUES,)
WHAT_CONTINUES = ("Originalunterlagen nachreichen", "Bescheid kommt per Post", "Karte abholen")
INVENTED = Concat(Lower(F("reference")), Value("@example.org"))


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What will be noted of a step, and when."""

    kind: StepEvent.Kind
    at: datetime


def prepare_days(office: Office, *, today: date) -> None:
    """Fill today and the last one-stop day, where they are empty, like the next one-stop day."""
    file = definition_of(office)
    source = next_one_stop_day(file, after=today)
    before = last_one_stop_day(file, until=today - timedelta(days=1))
    if source is None:
        return
    for day in filter(None, (before, today)):
        if not _visits_on(office, day).exists():
            _copy_day(office, source=source, day=day)


def play(office: Office, *, now: datetime, seed: int) -> int:
    """Note what has happened to the invented visits of this and the last day; say how much."""
    today = now.astimezone(zone_of(office)).date()
    before = last_one_stop_day(definition_of(office), until=today - timedelta(days=1))
    days = {today, before or today}
    invented = [
        visit
        for day in sorted(days)
        for visit in _visits_on(office, day).filter(email=INVENTED, person=None)
    ]
    return sum(_play_visit(visit, now=now, seed=seed) for visit in invented)


def _visits_on(office: Office, day: date) -> QuerySet[Visit]:
    visits = Visit.objects.filter(office=office, state=Visit.State.CONFIRMED, forgotten_at=None)
    return visits.filter(during__overlap=whole_day(day, zone_of(office))).order_by("pk")


@transaction.atomic
def _play_visit(visit: Visit, *, now: datetime, seed: int) -> int:
    locked = Visit.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=visit.pk)
    if not locked:
        return 0
    steps = list(
        visit.steps.select_related("service__partner", "counsellor").prefetch_related("events")
    )
    begins = steps[0].during.lower.astimezone(zone_of(visit.office))
    draw = random.Random(f"{seed}:{begins:%H%M}:{steps[0].counsellor.slug}")  # noqa: S311 - invents, guards nothing
    noted = 0
    for step, scenes in zip(steps, list(_scenes(steps, draw)), strict=True):
        known = [event.kind for event in step.events.all()]
        if known == [scene.kind for scene in scenes[: len(known)]]:
            for scene in scenes[len(known) :]:
                if scene.at <= now:
                    _note(step, scene, draw=draw)
                    noted += 1
    return noted


def _scenes(steps: Sequence[Step], draw: random.Random) -> Iterator[tuple[Scene, ...]]:
    """Who comes is here some minutes early; each step takes about as long as planned."""
    comes = draw.random() < 0.93
    arrives = steps[0].during.lower - timedelta(minutes=draw.randrange(2, 13))
    free_from = arrives
    for step in steps:
        start, end = step.during.lower, step.during.upper
        if not comes:
            yield (Scene(kind=Kind.MISSED, at=start + timedelta(minutes=15)),)
            continue
        begins = max(start + timedelta(minutes=draw.randrange(0, 5)), free_from)
        free_from = begins + (end - start) + timedelta(minutes=draw.randrange(-4, 6))
        yield (
            Scene(kind=Kind.HERE, at=arrives),
            Scene(kind=Kind.RUNNING, at=begins),
            Scene(kind=draw.choice(OUTCOMES), at=free_from),
        )


def _note(step: Step, scene: Scene, *, draw: random.Random) -> None:
    continues = scene.kind == Kind.CONTINUES
    services = definition_of(step.visit.office).services_by_id
    papers = [paper.id for paper in services[step.service.slug].papers] if continues else []
    event = StepEvent.objects.create(
        step=step,
        kind=scene.kind,
        at=scene.at,
        is_automatic=scene.kind == Kind.MISSED,
        missing_papers=draw.sample(papers, k=min(len(papers), draw.randrange(0, 2))),
    )
    if continues:
        what = draw.choice(WHAT_CONTINUES)
        next_step = promise_next_step(
            step.visit.office,
            partner=step.service.partner,
            owner_role=Membership.Role.COUNSELLOR,
            actor=NextStep.Actor.PERSON,
            due_on=scene.at.date() + timedelta(days=draw.randrange(7, 29)),
            sentence=what,
            by=PROGRAM,
        )
        Continuation.objects.create(event=event, next_step=next_step, what=what)


def _copy_day(office: Office, *, source: date, day: date) -> None:
    """Let the same visits, of other people, take place on another day at the same hours."""
    zone = zone_of(office)

    def on_day(moment: datetime) -> datetime:
        return datetime.combine(day, moment.astimezone(zone).time(), tzinfo=zone)

    for visit in _visits_on(office, source).filter(email=INVENTED, person=None):
        people, steps = list(visit.people.all()), list(visit.steps.prefetch_related("people"))
        visit.pk = None
        visit.reference = new_reference()
        visit.email = f"{visit.reference.lower()}@example.org"
        visit.during = stretch(on_day(visit.during.lower), on_day(visit.during.upper))
        visit.moves_in_on = day - timedelta(days=7)
        visit.save(force_insert=True)
        _copy_steps(visit, people, steps, moved=on_day, day=day)


def _copy_steps(
    visit: Visit,
    people: Sequence[VisitPerson],
    steps: Sequence[Step],
    *,
    moved: Callable[[datetime], datetime],
    day: date,
) -> None:
    copies: dict[int, VisitPerson] = {}
    for person in people:
        number, person.pk, person.visit = person.pk, None, visit
        person.save(force_insert=True)
        copies[number] = person
    for step in steps:
        concerned = [copies[person.pk] for person in step.people.all()]
        step.pk, step.visit = None, visit
        step.during = stretch(moved(step.during.lower), moved(step.during.upper))
        step.save(force_insert=True)
        step.people.set(concerned)
        taken = Occupation(
            office=visit.office,
            day=day,
            resource_id=step.counsellor_id,
            during=step.during,
            visit=visit,
        )
        # Where the desk has blocked the time, the block stays.
        Occupation.objects.bulk_create([taken], ignore_conflicts=True)
