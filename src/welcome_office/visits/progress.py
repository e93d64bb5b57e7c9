"""How far a visit is on its day: worked out from the events of its steps, nothing else is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from welcome_office.visits.models import Step, StepEvent

Kind = StepEvent.Kind
CLOSING = frozenset(StepEvent.CLOSING)
# From which state which others can be noted; everything else is a correction first.
AHEAD: Mapping[StepEvent.Kind, frozenset[StepEvent.Kind]] = {
    Kind.EXPECTED: frozenset({Kind.HERE, Kind.RUNNING, *CLOSING}),
    Kind.HERE: frozenset({Kind.RUNNING, *CLOSING}),
    Kind.RUNNING: CLOSING,
    Kind.DONE: frozenset(),
    Kind.CONTINUES: frozenset(),
    Kind.MISSED: frozenset(),
}


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where a step stands, since when, and the event that said so (None: nobody said anything)."""

    state: StepEvent.Kind
    since: datetime | None = None
    event: int | None = None
    is_automatic: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether the step is over, one way or the other."""
        return self.state in CLOSING

    @property
    def was_here(self) -> bool:
        """Whether the person has been at this step, or waits for it."""
        return self.state not in {Kind.EXPECTED, Kind.MISSED}


NOTHING_YET = Progress(state=Kind.EXPECTED)


def progress_of(events: Iterable[StepEvent]) -> Progress:
    """Replay the events of a step, the oldest first; what was taken back does not count."""
    counting = standing(events)
    if not counting:
        return NOTHING_YET
    last = counting[-1]
    return Progress(
        state=Kind(last.kind), since=last.at, event=last.pk, is_automatic=last.is_automatic
    )


def standing(events: Iterable[StepEvent]) -> list[StepEvent]:
    """The events that still count, the oldest first."""
    counting: list[StepEvent] = []
    for event in events:
        if event.takes_back_id is None:
            counting.append(event)
        else:
            counting.pop()
    return counting


def progress_by_step(steps: Iterable[int]) -> dict[int, Progress]:
    """The progress of these steps (by their numbers), at one query."""
    events: dict[int, list[StepEvent]] = {pk: [] for pk in steps}
    for event in StepEvent.objects.filter(step__in=list(events)).order_by("pk"):
        events[event.step_id].append(event)
    return {pk: progress_of(found) for pk, found in events.items()}


def late_by(steps: Sequence[tuple[Step, Progress]], *, now: datetime) -> dict[int, int]:
    """By how many minutes each step of one visit that has not begun will begin late.

    Nobody is at two desks at a time: a step waits for the ones before it, and a step that runs
    takes as long as was planned, at least until now.
    """
    late, free_from = {}, None
    for step, progress in steps:
        start, end = step.during.lower, step.during.upper
        begins = max(start, free_from or start)
        if progress.state == Kind.RUNNING:
            free_from = max((progress.since or begins) + (end - start), now)
        elif progress.is_closed:
            free_from = progress.since if progress.was_here else free_from
        else:
            begins = max(begins, now)
            free_from = begins + (end - start)
            late[step.pk] = round((begins - start) / timedelta(minutes=1))
    return late


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where a step stands as a desk sees it; times are in the office's zone."""

    step_id: int
    state: StepEvent.Kind = Kind.EXPECTED
    since: datetime | None = None
    event: int | None = None
    is_automatic: bool = False
    # By how much it will begin late, because the visit runs late at other desks.
    late_minutes: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether the step is over, one way or the other."""
        return self.state in CLOSING

    @property
    def ahead(self) -> frozenset[StepEvent.Kind]:
        """What can be noted next."""
        return AHEAD[self.state]


def stands_of(visits: Iterable[int], *, zone: ZoneInfo, now: datetime) -> dict[int, Stand]:
    """Where every step of these visits stands, by the step's number, at two queries."""
    rows = Step.objects.filter(visit__in=list(visits)).order_by("visit", "position")
    steps = list(rows.only("visit", "position", "during"))
    progress = progress_by_step(step.pk for step in steps)
    today = now.astimezone(zone).date()
    found: dict[int, Stand] = {}
    for _visit, group in groupby(steps, key=lambda step: step.visit_id):
        together = [(step, progress[step.pk]) for step in group]
        is_today = together[0][0].during.lower.astimezone(zone).date() == today
        late = late_by(together, now=now) if is_today else {}
        for step, its in together:
            found[step.pk] = Stand(
                step_id=step.pk,
                state=its.state,
                since=its.since.astimezone(zone) if its.since else None,
                event=its.event,
                is_automatic=its.is_automatic,
                late_minutes=late.get(step.pk, 0),
            )
    return found
