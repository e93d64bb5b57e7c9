"""What can happen to papers, differences and measures."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import Actor
from welcome_office.recognition.actions.noting import note
from welcome_office.recognition.models import Course, Deficit, Measure, Paper, Procedure


class CourseFullError(Exception):
    """All places of the course are taken."""


@transaction.atomic
def set_paper(
    procedure: Procedure, name: str, *, state: Paper.State, by: Actor, day: date | None = None
) -> Paper:
    """Say how far a paper is; one that was not on the list is added."""
    paper, _ = Paper.objects.update_or_create(
        procedure=procedure,
        name=name,
        defaults={"state": state, "since": day or timezone.localdate()},
    )
    note("procedure.paper", procedure, by=by, state=str(state))
    return paper


@transaction.atomic
def list_deficits(procedure: Procedure, topics: Iterable[str], *, by: Actor) -> list[Deficit]:
    """Write down what a notice says is missing; what stands there already stays."""
    rows = [
        Deficit.objects.get_or_create(procedure=procedure, topic=topic)[0]
        for topic in dict.fromkeys(topics)
    ]
    note("procedure.deficits", procedure, by=by, count=len(rows))
    return rows


@transaction.atomic
def settle_deficit(deficit: Deficit, *, by: Actor) -> Deficit:
    """The difference is made up for; twice is the same as once."""
    if deficit.settled_on is None:
        deficit.settled_on = timezone.localdate()
        deficit.save(update_fields=["settled_on"])
        note("procedure.deficit_settled", deficit.procedure, by=by)
    return deficit


@transaction.atomic
def plan_measure(
    procedure: Procedure, *, title: str, by: Actor, course: Course | None = None
) -> Measure:
    """Plan a course or something else; a full course refuses."""
    if course is not None:
        locked = Course.objects.select_for_update().get(pk=course.pk)
        if locked.measures.filter(state__in=Measure.TAKING).count() >= locked.places:
            raise CourseFullError
    measure = Measure.objects.create(
        procedure=procedure, course=course, title=title, since=timezone.localdate()
    )
    note("procedure.measure", procedure, by=by, state=measure.state)
    return measure


@transaction.atomic
def set_measure(measure: Measure, *, state: Measure.State, by: Actor) -> Measure:
    """Say how far a measure is; who stops gives the place back."""
    measure.state, measure.since = state, timezone.localdate()
    measure.save(update_fields=["state", "since"])
    note("procedure.measure", measure.procedure, by=by, state=str(state))
    return measure
