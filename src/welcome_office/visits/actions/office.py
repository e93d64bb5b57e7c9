"""Take over an office's files, unless a booked visit needs what they no longer offer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import Actor
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.entered import with_entered
from welcome_office.partners.queries import definition_of, entered_in, office_called
from welcome_office.visits.errors import VisitError
from welcome_office.visits.locks import change_hours
from welcome_office.visits.models import Occupation, Step, Visit
from welcome_office.visits.planning import StaffedHours


@dataclass(frozen=True)
class NeededStep:
    """A booked step that the new files would leave without its service, desk or hours."""

    reference: str
    service: str
    resource: str
    start: datetime


class StillNeededError(VisitError):
    """The files take away what booked visits need."""

    def __init__(self, steps: Iterable[NeededStep]) -> None:
        self.steps = tuple(steps)
        self.visits = len({step.reference for step in self.steps})
        super().__init__(f"{self.visits} booked visits need what these files no longer offer")


Outcome = Literal["new", "changed", "unchanged"]


@transaction.atomic
def change_office(
    file: OfficeFile, *, by: Actor, is_demo: bool = False, only_try: bool = False
) -> Outcome:
    """Take over what the files say, or raise StillNeededError; with `only_try` change nothing.

    Waits for bookings that are just being made, and they wait for it.
    """
    office = office_called(file.office.id)
    if office is None:
        outcome: Outcome = "new"
    else:
        change_hours(office.pk)
        # What the desk entered wins over the new files, too.
        effective = with_entered(file, entered_in(office))
        needed = newly_needed(office, effective)
        if needed:
            raise StillNeededError(needed)
        outcome = "unchanged" if definition_of(office) == effective else "changed"
    if not only_try:
        replace_definition(file, by=by, is_demo=is_demo)
    return outcome


def newly_needed(office: Office, file: OfficeFile) -> list[NeededStep]:
    """The booked steps that could not take place with these files, but can with today's."""
    before = set(needed_steps(office.pk, definition_of(office)))
    return [step for step in needed_steps(office.pk, file) if step not in before]


def needed_steps(office: int, file: OfficeFile) -> list[NeededStep]:
    """The booked steps that could not take place with these files.

    Left out: visits whose people have been asked to choose another time.
    """
    visits = Visit.objects.filter(office=office, state__in=Visit.OCCUPYING).exclude(
        arrangement__new_time_asked_at__isnull=False
    )
    hours = StaffedHours(file)
    ahead = {"visit__in": visits, "during__endswith__gt": timezone.now()}
    return [*_without_staff(hours, ahead), *_without_room(hours, ahead)]


def _without_staff(hours: StaffedHours, ahead: dict[str, Any]) -> Iterator[NeededStep]:
    steps = Step.objects.filter(**ahead).select_related(
        "visit", "service", "counsellor", "interpreter"
    )
    for step in steps:
        start, end = step.during.lower, step.during.upper
        service = step.service.slug
        wanted = [each.slug for each in (step.counsellor, step.interpreter) if each]
        for resource in wanted:
            if not hours.can_serve(resource, service=service, start=start, end=end):
                yield NeededStep(step.visit.reference, service, resource, start)


def _without_room(hours: StaffedHours, ahead: dict[str, Any]) -> Iterator[NeededStep]:
    taken = Occupation.objects.filter(**ahead, resource__kind="room")
    for row in taken.select_related("visit", "resource"):
        start, end, room = row.during.lower, row.during.upper, row.resource.slug
        if row.visit and not hours.is_there(room, start=start, end=end):
            yield NeededStep(row.visit.reference, "", room, start)
