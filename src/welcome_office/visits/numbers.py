"""A day in numbers, for the house and for each organisation; never for a single counsellor.

How work went at desks is not told where fewer than three counsellors did it, nor where the rest of
the house would give it away.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median

from django.db import DEFAULT_DB_ALIAS

from welcome_office.law.errands import Text
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import Partner
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Step, StepEvent, Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.progress import standing
from welcome_office.visits.queries import whole_day

Kind = StepEvent.Kind
# Agreed with the staff council (docs/privacy/personalrat.md).
LEAST_COUNSELLORS = 3


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What happened on a day at some desks."""

    # Who came, each once, however many desks they went to.
    people: int
    visits: int
    errands: int
    # Nobody came; the others that did not take place had somebody there.
    no_shows: int
    papers_missing: int
    # From here on None where it would be about one or two counsellors.
    finished: int | None
    continued: int | None
    not_taken: int | None
    # Booked and not closed: still to come, or never noted.
    open: int | None
    # Between being free for the desk and its beginning, in minutes; None where nobody began.
    waited: int | None


@dataclass(frozen=True, kw_only=True)
class PartnerNumbers:
    """The same for one organisation, with the papers that its desks missed most."""

    partner: Partner
    numbers: Numbers
    papers: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, kw_only=True)
class DayNumbers:
    """The whole day."""

    day: date
    house: Numbers
    partners: tuple[PartnerNumbers, ...]


@dataclass(frozen=True, kw_only=True)
class _Done:
    """One step with what was noted of it and counts."""

    step: Step
    events: tuple[StepEvent, ...]
    waited: int | None

    @property
    def last(self) -> StepEvent | None:
        return self.events[-1] if self.events else None

    @property
    def state(self) -> str:
        return self.last.kind if self.last else Kind.EXPECTED

    @property
    def was_here(self) -> bool:
        return any(event.kind not in {Kind.EXPECTED, Kind.MISSED} for event in self.events)


def numbers_of(office: Office, *, day: date, database: str = DEFAULT_DB_ALIAS) -> DayNumbers:
    """Count a day from its events; what was taken back does not count."""
    steps = Step.objects.using(database).filter(
        visit__office=office,
        visit__state=Visit.State.CONFIRMED,
        during__overlap=whole_day(day, zone_of(office)),
    )
    found = list(
        steps.select_related("visit", "service__partner")
        .prefetch_related("events", "people")
        .order_by("visit", "position")
    )
    done = list(_waited(found))
    by_partner: dict[str, list[_Done]] = {}
    for each in done:
        by_partner.setdefault(each.step.service.partner.slug, []).append(each)
    partners = (p for p in definition_of(office).partners if p.id in by_partner)
    hidden = _too_few(by_partner)
    is_small = len(_counsellors(done)) < LEAST_COUNSELLORS
    return DayNumbers(
        day=day,
        house=_without_work(_count(done)) if is_small else _count(done),
        partners=tuple(
            _of_partner(p, by_partner[p.id], office, is_hidden=p.id in hidden) for p in partners
        ),
    )


def _too_few(by_partner: Mapping[str, Sequence[_Done]]) -> set[str]:
    """The organisations whose work is not told.

    Those with too few counsellors; and as many of the next ones as it takes, so that the house
    without all others is not about one or two people either.
    """
    staffed = {name: _counsellors(done) for name, done in by_partner.items()}
    hidden = set[str]()
    for name in sorted(staffed, key=lambda name: (len(staffed[name]), name)):
        together = set[int]().union(*(staffed[each] for each in hidden))
        is_enough = len(together) >= LEAST_COUNSELLORS or not hidden
        if len(staffed[name]) >= LEAST_COUNSELLORS and is_enough:
            break
        hidden.add(name)
    return hidden


def _counsellors(done: Sequence[_Done]) -> set[int]:
    return {each.step.counsellor_id for each in done}


def _without_work(numbers: Numbers) -> Numbers:
    return replace(numbers, finished=None, continued=None, not_taken=None, open=None, waited=None)


def _of_partner(
    partner: Partner, done: Sequence[_Done], office: Office, *, is_hidden: bool
) -> PartnerNumbers:
    texts = {
        (service.id, paper.id): paper.text
        for service in definition_of(office).services
        for paper in service.papers
    }
    missing = Counter(
        text
        for each in done
        for paper in (each.last.missing_papers if each.last else [])
        if (text := texts.get((each.step.service.slug, paper))) is not None
    )
    counted = _count(done)
    return PartnerNumbers(
        partner=partner,
        numbers=_without_work(counted) if is_hidden else counted,
        papers=tuple(missing.most_common(5)),
    )


def _waited(steps: Iterable[Step]) -> Iterable[_Done]:
    """Work out per step how long people who were free for it waited until it began."""
    visit, free_from = None, None
    for step in steps:
        if step.visit_id != visit:
            visit, free_from = step.visit_id, None
        events = tuple(standing(step.events.all()))
        at = {event.kind: event.at for event in events}
        yield _Done(step=step, events=events, waited=_minutes(step, at, free_from))
        free_from = at.get(Kind.DONE) or at.get(Kind.CONTINUES) or free_from


def _minutes(step: Step, at: dict[str, datetime], free_from: datetime | None) -> int | None:
    begun, here = at.get(Kind.RUNNING), at.get(Kind.HERE)
    if begun is None or here is None:
        return None
    # Whoever comes early does not wait for the desk, and who is at another one does not either.
    ready = max(here, free_from or here)
    if free_from is None:
        ready = max(ready, step.during.lower)
    return max(0, round((begun - ready) / timedelta(minutes=1)))


def _count(done: Sequence[_Done]) -> Numbers:
    states = Counter(each.state for each in done)
    here = [each for each in done if each.was_here]
    no_shows = sum(each.last is not None and each.last.is_automatic for each in done)
    waited = [each.waited for each in done if each.waited is not None]
    return Numbers(
        people=len({person.pk for each in here for person in each.step.people.all()}),
        visits=len({each.step.visit_id for each in here}),
        errands=len(done),
        finished=states[Kind.DONE],
        continued=states[Kind.CONTINUES],
        no_shows=no_shows,
        not_taken=states[Kind.MISSED] - no_shows,
        open=states[Kind.EXPECTED] + states[Kind.HERE] + states[Kind.RUNNING],
        waited=round(median(waited)) if waited else None,
        papers_missing=sum(bool(each.last and each.last.missing_papers) for each in done),
    )
