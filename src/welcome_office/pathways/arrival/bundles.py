"""What of a plan the office can do in one visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from welcome_office.law.arrival.plan import Plan, PlannedStep
from welcome_office.law.arrival.planning import BINDING
from welcome_office.partners.office_files import Service


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Steps for one visit: proposed ones, and those that could come along.

    `could` either help where somebody cannot do it alone, or are rarely needed at once. `earliest`
    is None where it depends on a day that is not known.
    """

    proposed: tuple[PlannedStep, ...]
    could: tuple[PlannedStep, ...]

    @property
    def earliest(self) -> date | None:
        """The first day on which everything proposed is possible."""
        return first_day(self.proposed)

    @property
    def last_day(self) -> date | None:
        """The last day on which everything proposed is still in time."""
        return min((step.limit.day for step in self.proposed if step.limit), default=None)


def first_day(steps: Sequence[PlannedStep]) -> date | None:
    """The day from which on all of these steps are possible; None while one is not known."""
    days = [step.earliest for step in steps]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def bundle_of(plan: Plan, services: Mapping[str, Service], *, most: int) -> Bundle:
    """Choose what fits into one visit of at most so many stations, the most urgent first.

    A step comes along if whatever it needs is done before the visit without it, or at a desk of the
    same visit after which the office lets it follow.
    """
    chosen: dict[str, PlannedStep] = {}
    could: list[PlannedStep] = []
    left = most
    for step in plan.sure:
        if step.id not in services or not _fits(step, plan, chosen, services):
            continue
        stations = _stations(step, services[step.id])
        if step.by_yourself or step.phase == "before_travel" or _follows_part(step, chosen):
            could.append(step)
        elif stations <= left:
            chosen[step.id] = step
            left -= stations
    return Bundle(proposed=tuple(chosen.values()), could=tuple(could))


def _fits(
    step: PlannedStep,
    plan: Plan,
    chosen: Mapping[str, PlannedStep],
    services: Mapping[str, Service],
) -> bool:
    steps = plan.by_id
    for link in step.after:
        before = steps[link.errand]
        if link.kind not in BINDING or before.is_done:
            continue
        if link.errand in chosen:
            if services[link.errand].id not in services[step.id].after:
                return False
        elif _waits_for_visit(before, plan, services):
            return False
    return True


def _waits_for_visit(step: PlannedStep, plan: Plan, services: Mapping[str, Service]) -> bool:
    """Whether a step outside of the visit comes after one that only a desk can do."""
    if step.id in services and services[step.id].one_stop == "yes":
        return True
    before = [plan.by_id[link.errand] for link in step.after if link.kind in BINDING]
    return any(_waits_for_visit(each, plan, services) for each in before if not each.is_done)


def _follows_part(step: PlannedStep, chosen: Mapping[str, PlannedStep]) -> bool:
    """Whether it comes after an application of the same visit: needed only if that takes long."""
    return any(
        link.errand in chosen and chosen[link.errand].errand.one_stop == "part"
        for link in step.after
        if link.kind == "hard"
    )


def _stations(step: PlannedStep, service: Service) -> int:
    return 1 if service.together else len(step.people)
