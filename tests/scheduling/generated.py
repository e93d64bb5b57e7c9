"""Small random documents with every feature of the contract, for property tests."""

import datetime as dt
from typing import Any, NamedTuple

from hypothesis import strategies as st

Document = dict[str, Any]

# A date and, in most zones, the night before or after which the clocks change.
PLACES = [
    ("Europe/Berlin", "2026-11-25"),
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("America/New_York", "2026-03-08"),
    ("Asia/Kathmandu", "2026-05-06"),
]
LANGUAGES = ["ar", "de", "en"]
SERVICES = ["a", "b", "c"]
flags = st.sampled_from([True, False, False])


def subsets(words: list[str], *, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), unique=True, min_size=least)


class Day(NamedTuple):
    """A date, and between which minutes of it most things happen."""

    date: dt.date
    low: int
    high: int


@st.composite
def spans(draw: st.DrawFn, day: Day) -> tuple[str, str]:
    low, high = day.low, day.high
    start = draw(st.integers(low, high - 1))
    end = draw(st.integers(start + 1, high))
    return clock(start), clock(end)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def hours(draw: st.DrawFn, day: Day) -> Document:
    date, low, high = day
    middle = (low + high) // 2
    start, end = draw(st.integers(low, middle)), draw(st.integers(middle + 1, high))
    rule: Document = {
        "weekdays": draw(st.sampled_from([[1, 2, 3, 4, 5, 6, 7], [date.isoweekday()], [1, 3, 7]])),
        "from": clock(start),
        "to": clock(end),
    }
    if draw(flags):
        rule["breaks"] = [list(draw(spans(day))) for _ in range(draw(st.integers(1, 2)))]
    if draw(st.integers(0, 5)) == 5:
        rule["services"] = draw(subsets(SERVICES, least=1))
    if draw(st.integers(0, 5)) == 5:
        rule["channels"] = draw(st.sampled_from([["on_site"], ["on_site", "video"], ["video"]]))
    if draw(st.integers(0, 5)) == 5:
        back = draw(st.integers(-1, 20))
        rule["valid_from"] = (date - dt.timedelta(days=back)).isoformat()
        rule["every_weeks"] = draw(st.integers(1, 3))
        rule["valid_until"] = (date + dt.timedelta(days=draw(st.integers(0, 3)))).isoformat()
        rule["valid_until"] = max(rule["valid_until"], rule["valid_from"])
    return rule


@st.composite
def resources(draw: st.DrawFn, name: str, kind: str, day: Day) -> Document:
    rules = st.lists(hours(day), min_size=draw(st.integers(0, 2)), max_size=2)
    always = draw(flags) and kind != "counsellor"
    resource: Document = {"id": name, "kind": kind, "hours": None if always else draw(rules)}
    if kind == "counsellor":
        resource["services"] = SERVICES if name == "c0" else draw(subsets(SERVICES, least=1))
    elif draw(st.integers(0, 5)) == 5:
        resource["services"] = draw(subsets(SERVICES))
    if kind != "room":
        resource["languages"] = draw(subsets(LANGUAGES, least=draw(st.integers(0, 3))))
    resource["busy"] = draw(st.lists(busy(day), max_size=2))
    if draw(st.integers(0, 5)) == 0:
        exception: Document = {"date": day.date.isoformat()}
        if draw(flags):
            exception["closed"] = True
        else:
            exception["from"], exception["to"] = draw(spans(day))
        resource["exceptions"] = [exception]
    return resource


@st.composite
def busy(draw: st.DrawFn, day: Day) -> Document:
    date, low, high = day
    # Seconds and offsets of other zones are allowed; the zone's own offset is close enough here.
    midnight = dt.datetime.combine(date, dt.time(), dt.UTC)
    start = midnight + dt.timedelta(minutes=draw(st.integers(low - 700, high + 300)))
    start += dt.timedelta(seconds=draw(st.sampled_from([0, 0, 30])))
    end = start + dt.timedelta(minutes=draw(st.integers(1, 50)))
    return {"start": start.isoformat(), "end": end.isoformat()}


@st.composite
def visits(draw: st.DrawFn, date: dt.date) -> Document:
    people = [
        {
            "id": f"p{number}",
            "services": draw(subsets(SERVICES, least=1)),
            "languages": draw(subsets(LANGUAGES, least=draw(st.integers(0, 3)))),
        }
        for number in range(draw(st.integers(1, 3)))
    ]
    while sum(len(person["services"]) for person in people) > 3:
        people.pop()
    days = draw(st.sampled_from([0, 0, 1]))
    return {
        "earliest": date.isoformat(),
        "latest": (date + dt.timedelta(days=days)).isoformat(),
        "people": people,
        "together": draw(subsets(SERVICES)),
        "notice_minutes": draw(st.sampled_from([0, 0, 0, 0, 800, 1000, 1500])),
        "channel": draw(st.sampled_from(["on_site"] * 7 + ["video"])),
        "language": draw(st.sampled_from(["any", "prefer", "hard"])),
        "interpreter": draw(st.sampled_from(["never", "if_needed", "required"])),
        "transfer_minutes": draw(st.sampled_from([0, 0, 7, 20])),
        "max_gap_minutes": draw(st.sampled_from([None, 0, 10, 30])),
        "max_wait_minutes": draw(st.sampled_from([None, 0, 20, 45])),
        "order": draw(st.sampled_from(["earliest", "least_wait", "pareto"])),
        "limit": draw(st.sampled_from([None, None, 1, 5])),
        "not_with": draw(st.sampled_from([[], [], [], [], [], [], ["c0"], ["r0"]])),
    }


@st.composite
def documents(draw: st.DrawFn) -> Document:
    zone, text = draw(st.sampled_from(PLACES))
    date = dt.date.fromisoformat(text)
    low = draw(st.sampled_from([0, 60, 480]))
    day = Day(date, low, low + draw(st.sampled_from([150, 200, 250])))
    kinds = [("c", "counsellor", 1, 3), ("i", "interpreter", 1, 2), ("r", "room", 1, 2)]
    return {
        "timezone": zone,
        "now": (dt.datetime.combine(date, dt.time(), dt.UTC) - dt.timedelta(hours=14)).isoformat(),
        "grid_minutes": draw(st.sampled_from([10, 12, 15, 20, 30, 60])),
        "services": [draw(services(name)) for name in SERVICES],
        "resources": [
            draw(resources(f"{letter}{number}", kind, day))
            for letter, kind, least, most in kinds
            for number in range(draw(st.integers(least, most)))
        ],
        "closures": [text] if draw(st.integers(0, 9)) == 0 else [],
        "visit": draw(visits(date)),
    }


@st.composite
def fine_documents(draw: st.DrawFn) -> Document:
    """Two steps on a grid of one or a few minutes; short openings, so that all can be tried."""
    document = draw(documents())
    visit = document["visit"]
    document["grid_minutes"] = draw(st.sampled_from([1, 1, 2, 3, 4, 5, 6]))
    for resource in document["resources"]:
        resource["hours"] = [shortened(rule) for rule in resource["hours"] or []] or None
    for service in document["services"]:
        service["minutes"] = service["minutes"] // 5
    visit["people"] = [person | {"services": person["services"][:1]} for person in visit["people"]]
    visit["people"] = visit["people"][:2]
    visit["max_gap_minutes"] = draw(st.sampled_from([None, 0, 2, 7]))
    visit["transfer_minutes"] = draw(st.sampled_from([0, 1, 3]))
    return document


def shortened(rule: Document) -> Document:
    start, end = (int(rule[key][:2]) * 60 + int(rule[key][3:]) for key in ("from", "to"))
    return rule | {"to": clock(min(end, start + 40))}


@st.composite
def services(draw: st.DrawFn, name: str) -> Document:
    return {
        "id": name,
        "minutes": draw(st.sampled_from([5, 10, 15, 20, 25, 45])),
        "minutes_per_extra_person": draw(st.sampled_from([0, 5, 7])),
        "channels": draw(
            st.sampled_from([["on_site", "video"], ["on_site"], ["video", "on_site"]])
        ),
        "after": [other for other in SERVICES if other < name and draw(flags)],
        "needs": ["room"] if draw(flags) else [],
    }
