"""Take over an office's files, unless a booked visit needs what they no longer offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import Actor
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of, office_called
from welcome_office.visits.errors import VisitError
from welcome_office.visits.locks import change_hours
from welcome_office.visits.models import Step, Visit
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
        needed = list(_needed_steps(office.pk, file))
        if needed:
            raise StillNeededError(needed)
        outcome = "unchanged" if definition_of(office) == file else "changed"
    if not only_try:
        replace_definition(file, by=by, is_demo=is_demo)
    return outcome


def _needed_steps(office: int, file: OfficeFile) -> Iterable[NeededStep]:
    hours = StaffedHours(file)
    steps = Step.objects.filter(
        visit__office=office,
        visit__state__in=Visit.OCCUPYING,
        during__endswith__gt=timezone.now(),
    )
    for step in steps.select_related("visit", "service", "counsellor", "interpreter"):
        start, end = step.during.lower, step.during.upper
        wanted = [(step.counsellor.slug, step.service.slug)]
        if step.interpreter:
            wanted.append((step.interpreter.slug, step.service.slug))
        for resource, service in wanted:
            if not hours.can_serve(resource, service=service, start=start, end=end):
                yield NeededStep(step.visit.reference, service, resource, start)
