"""Every visit there is, by trying everything on sets of minutes: slow, and only for tests."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

Document = dict[str, Any]
MINUTE = dt.timedelta(minutes=1)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Task(NamedTuple):
    service: str
    people: frozenset[str]
    minutes: int


class Part(NamedTuple):
    task: Task
    start: int
    end: int
    counsellor: str
    fits: bool
    served: bool


@lru_cache(maxsize=64)
def shown(zone: str, date: dt.date) -> tuple[tuple[dt.date, int], ...]:
    """The date and minute that clocks show, minute by minute, from two days before to two after."""
    begin = dt.datetime.combine(date, dt.time(), dt.UTC) - dt.timedelta(days=2)
    walls = ((begin + i * MINUTE).astimezone(ZoneInfo(zone)) for i in range(5 * 1440))
    return tuple((wall.date(), wall.hour * 60 + wall.minute) for wall in walls)


def instant(zone: str, date: dt.date, time: str, *, last: bool = False) -> int:
    """The minute since 1970 at which a wall-clock time of a date is shown first, or last."""
    base = (dt.datetime.combine(date, dt.time(), dt.UTC) - EPOCH) // MINUTE - 2 * 1440
    walls = shown(zone, date)
    wanted = (date, int(time[:2]) * 60 + int(time[3:]))
    if time == "24:00":
        return base + next(i for i, wall in enumerate(walls) if wall[0] > date)
    places = [i for i, wall in enumerate(walls) if wall == wanted]
    if places:
        return base + (places[-1] if last else places[0])
    before = max(i for i, wall in enumerate(walls) if wall < wanted)
    skipped = (wanted[0] - walls[before][0]).days * 1440 + wanted[1] - walls[before][1]
    return base + before + skipped


def open_minutes(document: Document, resource: Document, date: dt.date, service: str) -> set[int]:
    """The minutes of a date at which a resource is free for a service, or for any if it is ""."""
    minutes = hours_minutes(document, resource, date, service)
    for busy in resource.get("busy", []):
        start, end = (dt.datetime.fromisoformat(busy[key]) for key in ("start", "end"))
        minutes = {m for m in minutes if moment(m) >= end or moment(m + 1) <= start}
    return minutes & span(document["timezone"], date, "00:00", "24:00")


def hours_minutes(document: Document, resource: Document, date: dt.date, service: str) -> set[int]:
    zone, day = document["timezone"], date.isoformat()
    exceptions = [e for e in resource.get("exceptions", []) if e["date"] == day]
    if exceptions:
        closed = any(e.get("closed") for e in exceptions)
        opened = [span(zone, date, e["from"], e["to"]) for e in exceptions if "from" in e]
        return set() if closed else set().union(*opened)
    if resource["hours"] is None:
        return span(zone, date, "00:00", "24:00")
    minutes: set[int] = set()
    if day not in document.get("closures", []):
        for rule in resource["hours"]:
            if applies(rule, date, document["visit"].get("channel", "on_site"), service):
                pauses = [span(zone, date, *pause) for pause in rule.get("breaks", [])]
                minutes |= span(zone, date, rule["from"], rule["to"]).difference(*pauses)
    return minutes


def moment(minute: int) -> dt.datetime:
    return EPOCH + minute * MINUTE


def span(zone: str, date: dt.date, start: str, end: str) -> set[int]:
    return set(range(instant(zone, date, start), instant(zone, date, end, last=True)))


def applies(rule: Document, date: dt.date, channel: str, service: str) -> bool:
    valid_from, valid_until = rule.get("valid_from"), rule.get("valid_until")
    weeks = 0
    if valid_from:
        first = dt.date.fromisoformat(valid_from)
        weeks = (date - first + dt.timedelta(days=first.weekday())).days // 7
    return (
        date.isoweekday() in rule["weekdays"]
        and (valid_from or "0") <= date.isoformat() <= (valid_until or "9")
        and weeks % rule.get("every_weeks", 1) == 0
        and (rule.get("channels") is None or channel in rule["channels"])
        and (rule.get("services") is None or not service or service in rule["services"])
    )


class Brute:
    """All visits of a document on one date."""

    def __init__(self, document: Document, date: dt.date) -> None:
        self.document, self.date = document, date
        self.visit = document["visit"]
        self.services = {s["id"]: s for s in document["services"]}
        self.tasks = self.all_tasks()
        self.midnight = instant(document["timezone"], date, "00:00")
        now = dt.datetime.fromisoformat(document["now"])
        self.soonest = now + self.visit.get("notice_minutes", 0) * MINUTE
        self.open = {
            (r["id"], service): open_minutes(document, r, date, service)
            for r in document["resources"]
            for service in (*self.services, "")
        }
        usable = [r for r in document["resources"] if r["id"] not in self.visit.get("not_with", [])]
        self.cache: dict[tuple[Task, int, str, str], Part | None] = {}
        self.of_kind = {r["kind"]: [q for q in usable if q["kind"] == r["kind"]] for r in usable}

    def all_tasks(self) -> list[Task]:
        tasks = []
        for person in self.visit["people"]:
            for name in person["services"]:
                service, people = self.services[name], {person["id"]}
                if name in self.visit.get("together", []):
                    people = {p["id"] for p in self.visit["people"] if name in p["services"]}
                extra = service.get("minutes_per_extra_person", 0) * (len(people) - 1)
                task = Task(name, frozenset(people), service["minutes"] + extra)
                if task not in tasks:
                    tasks.append(task)
        return tasks

    def best(self) -> dict[int, tuple[int, int]]:
        """For every feasible start the best pair of unfitting steps (if they count) and wait."""
        best: dict[int, tuple[int, int]] = {}
        counts = self.visit.get("language", "any") == "prefer"
        for interpreter in [None, *self.of_kind.get("interpreter", [])]:
            for order in permutations(self.tasks):
                if self.in_order(order):
                    for parts in self.chains(order, [], interpreter):
                        waited = parts[-1].end - parts[0].start - sum(t.minutes for t in order)
                        unfit = sum(not part.fits for part in parts) if counts else 0
                        start = parts[0].start
                        best[start] = min(best.get(start, (99, 0)), (unfit, waited))
        return best

    def in_order(self, order: tuple[Task, ...]) -> bool:
        return not any(
            later.service in self.services[task.service].get("after", [])
            and task.people & later.people
            for i, task in enumerate(order)
            for later in order[i + 1 :]
        )

    def chains(
        self, order: tuple[Task, ...], parts: list[Part], interpreter: Document | None
    ) -> Iterator[list[Part]]:
        if len(parts) == len(order):
            if self.good_interpreter(parts, interpreter) and self.short_enough(parts):
                yield parts
            return
        task = order[len(parts)]
        for start in self.start_times(parts):
            for counsellor in self.of_kind.get("counsellor", []):
                key = task, start, counsellor["id"], (interpreter or {"id": ""})["id"]
                if key not in self.cache:
                    self.cache[key] = self.part(task, start, counsellor, interpreter)
                part = self.cache[key]
                if part is not None and self.reachable(parts, part):
                    yield from self.chains(order, [*parts, part], interpreter)

    def start_times(self, parts: list[Part]) -> range:
        grid = self.document.get("grid_minutes", 5)
        end = self.midnight + 1500
        if not parts:
            return range(self.midnight, end, grid)
        first = parts[-1].end + (self.midnight - parts[-1].end) % grid
        gap = self.visit.get("max_gap_minutes")
        return range(first, end if gap is None else min(end, parts[-1].end + gap + 1), grid)

    def part(
        self, task: Task, start: int, counsellor: Document, interpreter: Document | None
    ) -> Part | None:
        """The task by this counsellor at this time, or None if a rule forbids it."""
        service, minutes = self.services[task.service], set(range(start, start + task.minutes))
        fits = self.speaks(counsellor, task)
        rule = self.visit.get("interpreter", "never")
        served = rule == "required" or (rule == "if_needed" and not fits)
        hard = self.visit.get("language", "any") == "hard"
        things = [
            [r for r in self.of_kind.get(kind, []) if self.serves(r, task, minutes)]
            for kind in service.get("needs", [])
        ]
        possible = (
            moment(start) >= self.soonest
            and self.visit.get("channel", "on_site") in service.get("channels", ["on_site"])
            and self.serves(counsellor, task, minutes)
            and all(things)
            and (fits or not hard or (rule == "if_needed" and served))
        )
        if served and interpreter is None:
            return None
        if served and not self.interprets(interpreter or {}, task, minutes):
            return None
        part = Part(task, start, start + task.minutes, counsellor["id"], fits, served)
        return part if possible else None

    def serves(self, resource: Document, task: Task, minutes: set[int]) -> bool:
        listed = resource.get("services")
        if listed is not None and task.service not in listed:
            return False
        return minutes <= self.open[resource["id"], task.service]

    def interprets(self, interpreter: Document, task: Task, minutes: set[int]) -> bool:
        return self.speaks(interpreter, task) and self.serves(interpreter, task, minutes)

    def speaks(self, resource: Document, task: Task) -> bool:
        people = [p for p in self.visit["people"] if p["id"] in task.people]
        return any(set(resource.get("languages", [])) & set(p.get("languages", [])) for p in people)

    def reachable(self, parts: list[Part], part: Part) -> bool:
        if not parts or parts[-1].counsellor == part.counsellor:
            return True
        transfer: int = self.visit.get("transfer_minutes", 0)
        return part.start - parts[-1].end >= transfer

    def short_enough(self, parts: list[Part]) -> bool:
        waited = parts[-1].end - parts[0].start - sum(part.task.minutes for part in parts)
        limit: int | None = self.visit.get("max_wait_minutes")
        return limit is None or waited <= limit

    def good_interpreter(self, parts: list[Part], interpreter: Document | None) -> bool:
        served = [part for part in parts if part.served]
        if not served or interpreter is None:
            return not served
        stay = set(range(served[0].start, served[-1].end))
        return stay <= self.open[interpreter["id"], ""]


def expected(document: Document) -> list[tuple[str, int]]:
    """Start and wait of the offers a document asks for, in the right order."""
    visit = document["visit"]
    zone = ZoneInfo(document["timezone"])
    first, last = (dt.date.fromisoformat(visit[key]) for key in ("earliest", "latest"))
    found: dict[int, int] = {}
    for number in range((last - first).days + 1):
        best = Brute(document, first + dt.timedelta(days=number)).best()
        found |= {start: wait for start, (_, wait) in best.items()}
    chosen = sorted(found.items())
    if visit.get("order") == "least_wait":
        chosen.sort(key=lambda item: (item[1], item[0]))
    if visit.get("order") == "pareto":
        chosen = [
            one for i, one in enumerate(chosen) if all(other[1] > one[1] for other in chosen[:i])
        ]
    return [
        (moment(start).astimezone(zone).isoformat(), wait)
        for start, wait in chosen[: visit.get("limit", 10)]
    ]
