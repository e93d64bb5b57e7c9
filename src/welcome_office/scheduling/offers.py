"""Turns a chain of placed errands into an offer with people, resources and local times."""

from collections.abc import Iterable, Sequence

from welcome_office.scheduling.answer import Offer, Step
from welcome_office.scheduling.crews import Office, Staffing
from welcome_office.scheduling.errands import Errand
from welcome_office.scheduling.network import ANYBODY, Placed
from welcome_office.scheduling.wallclock import moment_of


def offer_of(
    office: Office, staffing: Staffing, chain: Sequence[Placed], *, place: int, wait: int
) -> Offer:
    """The offer that begins at a place of the layout; of several resources the first named."""
    calendar = office.calendar
    begin = calendar.layout.instant(place)
    steps = []
    for placed in chain:
        errand = office.errands[placed.errand]
        way = staffing.ways[placed.errand][placed.way]
        at = place + placed.offset // calendar.layout.grid
        crew = way.counsellors if placed.counsellor == ANYBODY else (placed.counsellor,)
        things = [office.things(errand, kind=kind) for kind in errand.service.needs]
        interpreter = staffing.interpreter if way.interpreted else None
        start = begin + placed.offset
        steps.append(
            Step(
                service=errand.service.id,
                people=tuple(person.id for person in errand.people),
                resource=_first_free(office, errand, crew, at=at),
                also=tuple(_first_free(office, errand, kind, at=at) for kind in things),
                interpreter=None if interpreter is None else calendar.resources[interpreter].id,
                start=moment_of(start, zone=calendar.zone),
                end=moment_of(start + errand.minutes, zone=calendar.zone),
            )
        )
    return Offer(steps[0].start, steps[-1].end, wait, tuple(steps))


def _first_free(office: Office, errand: Errand, resources: Iterable[int], *, at: int) -> str:
    return next(
        office.calendar.resources[index].id
        for index in resources
        if office.starts_of(errand, index) >> at & 1
    )
