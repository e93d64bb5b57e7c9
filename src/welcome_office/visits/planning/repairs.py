"""The least disturbing repair of each visit that a change of the office's hours would break.

Visits are repaired one after the other, the earliest first, each on what the ones before it left:
so all repairs together are possible.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from django.utils import timezone

from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.scheduling.visits import find_visits
from welcome_office.visits.models import Visit
from welcome_office.visits.planning.calendar import Edition, OfficeCalendar, all_versions
from welcome_office.visits.planning.changes import kept_plan
from welcome_office.visits.planning.hours import StaffedHours
from welcome_office.visits.planning.office import zone_of
from welcome_office.visits.planning.plan import Plan, PlannedStep
from welcome_office.visits.planning.search import asked_of, plans_of
from welcome_office.visits.planning.sight import HOUSE
from welcome_office.visits.request import request_of_visit


class Way(StrEnum):
    """How a visit is repaired; the first that is possible disturbs least."""

    OTHER_DESK = "other_desk"
    WITHIN = "within"
    ASK = "ask"
    # Somebody is still booking it: the times are given back.
    END = "end"


@dataclass(frozen=True, kw_only=True)
class Repair:
    """One visit and its best repair; `before` is what it was, `plan` what it becomes."""

    visit: Visit
    way: Way
    before: Plan
    plan: Plan | None = None

    @property
    def mark(self) -> str:
        """Another text for every other repair: what was shown is what is done, or nothing is."""
        return f"{self.way}-{self.plan.mark if self.plan else ''}"


def find_repairs(office: Office, file: OfficeFile, visits: Sequence[Visit]) -> list[Repair]:
    """The best repair of each visit if the office worked as these files say.

    Fetch the visits by `visits_in_full`.
    """
    trial = _Trial(office, file)
    ordered = sorted(visits, key=lambda visit: (visit.during.lower, visit.pk))
    return [trial.repair(visit) for visit in ordered]


class _Trial:
    """The calendar as it would be, with the repairs that were found so far."""

    def __init__(self, office: Office, file: OfficeFile) -> None:
        now = timezone.now()
        today = now.astimezone(zone_of(office)).date()
        edition = Edition(today, today, office.definition_version)
        self.office, self.file, self.now = office, file, now
        self.hours = StaffedHours(file)
        self.kept = OfficeCalendar(office, HOUSE, edition=edition, file=file)
        self.kept.catch_up(office, all_versions(office, first=today), now=now)

    def repair(self, visit: Visit) -> Repair:
        """Find the best repair and count it as done."""
        before = kept_plan(visit, request_of_visit(visit), list(visit.people.all()))
        assert before is not None, "every errand of a visit has its step"
        with self.kept.without(visit.pk):
            way, plan = self._best(visit, before)
        if plan is not None:
            self.kept.rebook(visit.pk, plan)
        return Repair(visit=visit, way=way, before=before, plan=plan)

    def _best(self, visit: Visit, before: Plan) -> tuple[Way, Plan | None]:
        plan = self._at_other_desks(visit, before)
        if plan is not None:
            return Way.OTHER_DESK, plan
        if visit.during.lower > self.now:
            plan = min(self._within(visit), key=_order, default=None)
        if plan is not None:
            return Way.WITHIN, plan
        return (Way.ASK if visit.state == Visit.State.CONFIRMED else Way.END), None

    def _at_other_desks(self, visit: Visit, before: Plan) -> Plan | None:
        """The same times with somebody else where somebody is missing."""
        steps = [self._with_somebody(visit, step) for step in before.steps]
        found = tuple(step for step in steps if step is not None)
        if len(found) < len(steps) or not self._leaves_time_to_walk(found):
            return None
        return replace(before, steps=found)

    def _with_somebody(self, visit: Visit, step: PlannedStep) -> PlannedStep | None:
        when = {"start": step.start, "end": step.end}
        others = [name for name in (step.interpreter, *step.also) if name]
        if step.end > self.now and not all(self.hours.is_there(name, **when) for name in others):
            return None
        if step.end <= self.now or self.hours.can_serve(
            step.resource, service=step.service, **when
        ):
            return step
        names = (name for name in self._able(visit, step))
        return next((replace(step, resource=name) for name in names), None)

    def _able(self, visit: Visit, step: PlannedStep) -> Iterator[str]:
        """Who could do the step at the same time, in a language of the people."""
        needs_language = visit.language_help == "shared_or_interpreter" and not step.interpreter
        for each in self.file.resources:
            if each.kind != "counsellor" or step.service not in (each.services or ()):
                continue
            if needs_language and visit.spoken and not {*visit.spoken} & {*each.languages}:
                continue
            start, end = step.start, step.end
            if not self.hours.can_serve(each.id, service=step.service, start=start, end=end):
                continue
            if self.kept.is_free(each.id, start, end, day=start.date(), own=visit.pk):
                yield each.id

    def _leaves_time_to_walk(self, steps: Sequence[PlannedStep]) -> bool:
        minutes = self.file.office.booking.transfer_minutes
        return all(
            one.resource == other.resource
            or (other.start - one.end).total_seconds() >= 60 * minutes
            for one, other in pairwise(steps)
        )

    def _within(self, visit: Visit) -> list[Plan]:
        """Other routes inside the hours that the people have set aside."""
        begin, end = visit.during.lower, visit.during.upper
        day = begin.astimezone(zone_of(self.office)).date()
        request = request_of_visit(visit)
        asked = asked_of(request, self.kept, self.office, sight=HOUSE, first_day=day, last_day=day)
        if asked is None:
            return []
        answer = find_visits(self.kept.calendar, asked, now=self.now)
        plans = plans_of(answer.offers, self.kept, self.office)
        return [plan for plan in plans if begin <= plan.start and plan.end <= end]


def _order(plan: Plan) -> tuple[object, ...]:
    return plan.start, plan.end
