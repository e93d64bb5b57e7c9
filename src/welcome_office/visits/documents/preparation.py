"""What to bring to a visit, what it costs and who must come: per step, as far as is known.

Readiness advises: a paper of which nobody knows yet whether it is needed is listed with its
condition, never left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from welcome_office.law.errands import FactValue
from welcome_office.law.errands.fees import Amount, StepFee, fee_of_step, total
from welcome_office.law.errands.knowledge import (
    YEARS,
    Comer,
    joined,
    knowledge_of,
    what_follows,
)
from welcome_office.law.errands.papers import Paper, papers_for
from welcome_office.partners.office_files import OfficeFile, Service
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import Plan
from welcome_office.visits.request import VisitRequest


@dataclass(frozen=True, kw_only=True)
class StepPreparation:
    """What one step asks of its people (by position in the visit)."""

    service: Service
    people: tuple[int, ...]
    papers: tuple[Paper, ...]
    fee: StepFee
    must_come: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What the whole visit asks, in the order of its steps."""

    first_names: tuple[str, ...]
    steps: tuple[StepPreparation, ...]

    @property
    def total(self) -> Amount:
        """What is paid at all desks together, as far as amounts are known."""
        return total([step.fee for step in self.steps])

    @property
    def total_is_open(self) -> bool:
        """Whether a desk may ask for more than the total says."""
        return any(step.fee.amount is None for step in self.steps)


def preparation_of_visit(visit: Visit) -> Preparation:
    """What a booked visit asks; prefetch people and steps with service and people."""
    people = list(visit.people.all())
    position = {person.pk: index for index, person in enumerate(people)}
    services = definition_of(visit.office).services_by_id
    steps = [
        (
            services[step.service.slug],
            tuple(sorted(position[person.pk] for person in step.people.all())),
        )
        for step in visit.steps.all()
    ]
    return prepare(steps, people=people)


def preparation_of_plan(
    plan: Plan,
    request: VisitRequest,
    definition: OfficeFile,
    *,
    answers: Mapping[str, FactValue] | None = None,
) -> Preparation:
    """What an offer would ask, with what the person answered so far."""
    services = definition.services_by_id
    steps = [(services[step.service], step.people) for step in plan.steps]
    return prepare(steps, people=request.people, answers=answers or {})


def preparation_of_request(
    request: VisitRequest,
    definition: OfficeFile,
    *,
    answers: Mapping[str, FactValue] | None = None,
) -> Preparation:
    """What the services asked for would ask, before any time was found."""
    services = definition.services_by_id
    steps = [(services[service], _who_needs(service, request)) for service in request.services]
    return prepare(steps, people=request.people, answers=answers or {})


def _who_needs(service: str, request: VisitRequest) -> tuple[int, ...]:
    needing = (i for i, person in enumerate(request.people) if service in person.services)
    return tuple(needing)


def prepare(
    steps: Sequence[tuple[Service, tuple[int, ...]]],
    *,
    people: Sequence[Comer],
    answers: Mapping[str, FactValue] | None = None,
) -> Preparation:
    """Work out what each step asks of its people (given by position)."""
    return Preparation(
        first_names=tuple(person.first_name for person in people),
        steps=tuple(
            _prepare_step(service, concerned, people=people, answers=answers or {})
            for service, concerned in steps
        ),
    )


def _prepare_step(
    service: Service,
    concerned: tuple[int, ...],
    *,
    people: Sequence[Comer],
    answers: Mapping[str, FactValue],
) -> StepPreparation:
    # Whoever books a service is somebody for whom the service is meant.
    meant_for = what_follows(service.when)
    known = {
        i: joined(meant_for, knowledge_of(people[i], company=people, answers=answers))
        for i in concerned
    }
    return StepPreparation(
        service=service,
        people=concerned,
        papers=tuple(paper for each in service.papers for paper in papers_for(each, known)),
        fee=fee_of_step(service.fee, ages=[people[i].age for i in concerned]),
        must_come=_must_come(service, concerned, people=people),
    )


def _must_come(
    service: Service, concerned: tuple[int, ...], *, people: Sequence[Comer]
) -> tuple[int, ...]:
    if service.in_person.who not in {"all", "applicant"}:
        return ()
    from_age = service.in_person.from_age
    return tuple(i for i in concerned if YEARS[people[i].age][-1] >= from_age)
