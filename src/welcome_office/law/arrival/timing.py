"""From when on each of some tasks can begin, until when it must, and the chain that decides.

Pure arithmetic of days over a graph without circles; knows nothing of errands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import TopologicalSorter


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that takes `takes` days, not before a day, and after other tasks.

    `not_before` is None where the day is not known; `due` is the last day to begin, if any.
    """

    id: str
    takes: int = 0
    not_before: date | None
    due: date | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """When a task can begin; `latest_for` names the task whose own last day decides `latest`."""

    earliest: date | None
    latest: date | None
    latest_for: str


def time_tasks(tasks: Sequence[Task]) -> Mapping[str, Span]:
    """The first and the last day of every task; unknown days stay unknown.

    A task begins once all tasks before it are over. A task must begin so early that those after it
    can still begin on their last days. Names in `after` that are no tasks are left out.
    """
    known = {task.id: task for task in tasks}
    order = _in_order(known)
    earliest = _earliest(known, order)
    latest = _latest(known, order)
    return {name: Span(earliest[name], *latest[name]) for name in known}


def _in_order(known: Mapping[str, Task]) -> list[str]:
    graph = {task.id: [name for name in task.after if name in known] for task in known.values()}
    return list(TopologicalSorter(graph).static_order())


def _earliest(known: Mapping[str, Task], order: Sequence[str]) -> dict[str, date | None]:
    found: dict[str, date | None] = {}
    for name in order:
        task = known[name]
        days = [task.not_before]
        for before in task.after:
            if before in known:
                begin = found[before]
                days.append(begin + timedelta(days=known[before].takes) if begin else None)
        certain = [day for day in days if day is not None]
        found[name] = max(certain) if len(certain) == len(days) else None
    return found


def _latest(known: Mapping[str, Task], order: Sequence[str]) -> dict[str, tuple[date | None, str]]:
    found = {name: (task.due, name if task.due else "") for name, task in known.items()}
    for name in reversed(order):
        limit, decides = found[name]
        if limit is None:
            continue
        for before in set(known[name].after) & known.keys():
            day, own = limit - timedelta(days=known[before].takes), found[before][0]
            if own is None or day < own:
                found[before] = (day, decides)
    return found


def critical_path(tasks: Sequence[Task], *, start: date) -> tuple[str, ...]:
    """The chain of tasks that decides when everything is over, from its first task to its last.

    Days that are not known count as `start`. Of several equal chains, the one through the tasks
    that stand first. Without any task that takes time or waits for a day, nothing is critical.
    """
    known = {task.id: task for task in tasks}
    begin: dict[str, date] = {}
    cause: dict[str, str] = {}
    for name in _in_order(known):
        begin[name], cause[name] = _begin(known[name], known, begin, start=start)
    over = {name: begin[name] + timedelta(days=task.takes) for name, task in known.items()}
    last = max(over.values(), default=start)
    if last == start:
        return ()
    path = [next(name for name in known if over[name] == last)]
    while cause[path[-1]]:
        path.append(cause[path[-1]])
    return tuple(reversed(path))


def _begin(
    task: Task, known: Mapping[str, Task], begin: Mapping[str, date], *, start: date
) -> tuple[date, str]:
    """When a task begins, and the task before it that decides so; empty where its own day does."""
    day, cause = max(task.not_before or start, start), ""
    for before in known:
        if before in task.after:
            over = begin[before] + timedelta(days=known[before].takes)
            # At the same day the chain goes on: that it waits for a day, too, is the longer story.
            if over > day or (over == day and not cause and over > start):
                day, cause = over, before
    return day, cause
