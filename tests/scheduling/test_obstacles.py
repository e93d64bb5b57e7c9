"""Every obstacle is true, and the first that is."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.scheduling.brute import Document, expected
from tests.scheduling.generated import documents

from welcome_office.scheduling.answer import Obstacle
from welcome_office.scheduling.document import read_problem
from welcome_office.scheduling.visits import answer_problem

RULE = {"weekdays": [3], "from": "08:00", "to": "09:00"}
BASE: Document = {
    "timezone": "Europe/Berlin",
    "now": "2026-11-23T09:00:00+01:00",
    "services": [
        {"id": "advice", "minutes": 30, "channels": ["on_site", "video"]},
        {"id": "title", "minutes": 30, "needs": ["room"], "after": ["advice"]},
    ],
    "resources": [
        {
            "id": "desk",
            "kind": "counsellor",
            "services": ["advice", "title"],
            "languages": ["de"],
            "hours": [RULE],
        },
        {"id": "room", "kind": "room", "hours": None},
        {"id": "interpreter", "kind": "interpreter", "languages": ["ar"], "hours": None},
    ],
    "visit": {
        "earliest": "2026-11-25",
        "latest": "2026-11-25",
        "people": [{"id": "p", "services": ["advice", "title"], "languages": ["de"]}],
    },
}
TAKEN = [{"start": "2026-11-25T08:10:00+01:00", "end": "2026-11-25T08:40:00+01:00"}]
PERSON = BASE["visit"]["people"][0]

CASES: list[tuple[str, dict[str, Any], dict[str, Any], list[tuple[str | None, str]]]] = [
    ("nothing in the way", {}, {}, []),
    ("by video", {"channel": "video"}, {}, [("title", "no_resource")]),
    ("excluded", {"not_with": ["desk"]}, {}, [("advice", "no_resource"), ("title", "no_resource")]),
    ("no room", {}, {"room": {"kind": "hall"}}, [("title", "no_resource")]),
    ("room for others", {}, {"room": {"services": ["advice"]}}, [("title", "no_resource")]),
    (
        "foreign",
        {"people": [PERSON | {"languages": ["uk"]}], "language": "hard"},
        {},
        [("advice", "unknown_language"), ("title", "unknown_language")],
    ),
    (
        "nobody interprets",
        {"people": [PERSON | {"languages": ["uk"]}], "interpreter": "required"},
        {},
        [("advice", "unknown_language"), ("title", "unknown_language")],
    ),
    ("closed", {}, {"desk": {"hours": []}}, [("advice", "no_hours"), ("title", "no_hours")]),
    (
        "room open at another time",
        {},
        {"room": {"hours": [RULE | {"from": "08:45"}]}},
        [("title", "no_hours")],
    ),
    ("too soon", {"notice_minutes": 2851}, {}, [("advice", "notice"), ("title", "notice")]),
    (
        "booked",
        {},
        {"desk": {"busy": TAKEN}},
        [("advice", "fully_booked"), ("title", "fully_booked")],
    ),
    ("room booked", {}, {"room": {"busy": TAKEN}}, [("title", "fully_booked")]),
    (
        "a room that opens later",
        {"max_wait_minutes": 5},
        {"room": {"hours": [RULE | {"from": "10:00", "to": "11:00"}]}, "desk": {"hours": None}},
        [],
    ),
    (
        "no chain",
        {"people": [PERSON, PERSON | {"id": "q"}]},
        {},
        [(None, "order")],
    ),
]


def obstacles(document: Document) -> list[Obstacle]:
    return list(answer_problem(read_problem(json.dumps(document).encode())).obstacles)


@pytest.mark.parametrize(
    ("visit", "resources", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_names_the_first_true_reason(
    visit: dict[str, Any], resources: dict[str, Any], found: list[tuple[str | None, str]]
) -> None:
    document = copy.deepcopy(BASE)
    document["visit"] |= visit
    document["resources"] = [
        resource | resources.get(resource["id"], {}) for resource in document["resources"]
    ]

    reasons = [(obstacle.service, obstacle.reason) for obstacle in obstacles(document)]

    assert reasons == found


def test_waiting_longer_would_help() -> None:
    document = copy.deepcopy(BASE)
    document["visit"] |= {"max_wait_minutes": 5}
    document["resources"][0]["busy"] = [
        {"start": "2026-11-25T08:30:00+01:00", "end": "2026-11-25T08:40:00+01:00"}
    ]
    document["resources"][0]["hours"] = [RULE | {"to": "09:10"}]

    reasons = [(obstacle.service, obstacle.reason) for obstacle in obstacles(document)]

    assert reasons == [(None, "too_long")]


def alone(document: Document, service: str) -> Iterator[Document]:
    """The document asking for one service only, once for every step of it."""
    visit = document["visit"]
    wanting = [person for person in visit["people"] if service in person["services"]]
    groups = [wanting] if service in visit.get("together", []) else [[one] for one in wanting]
    for group in groups:
        people = [person | {"services": [service]} for person in group]
        yield document | {"visit": visit | {"people": people, "limit": 1, "order": "earliest"}}


def unbooked(document: Document) -> Document:
    resources = [resource | {"busy": []} for resource in document["resources"]]
    return document | {"resources": resources}


def unhurried(document: Document) -> Document:
    visit = document["visit"] | {"notice_minutes": 0}
    return document | {"now": "2020-01-01T00:00:00+00:00", "visit": visit}


def is_true(document: Document, obstacle: Obstacle) -> bool:
    """Whether a reason holds, found by trying everything."""
    if obstacle.service is None:
        maxima = {"max_gap_minutes": None, "max_wait_minutes": None}
        without = document | {"visit": document["visit"] | maxima}
        return not expected(document) and bool(expected(without)) is (obstacle.reason == "too_long")
    steps = list(alone(document, obstacle.service))
    if obstacle.reason == "fully_booked":
        return any(not expected(one) and expected(unbooked(one)) for one in steps)
    if obstacle.reason == "notice":
        return any(
            not expected(unbooked(one)) and expected(unhurried(unbooked(one))) for one in steps
        )
    return any(not expected(unhurried(unbooked(one))) for one in steps)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(documents())
def test_every_obstacle_is_true(document: Document) -> None:
    found = obstacles(document)

    assert [obstacle for obstacle in found if not is_true(document, obstacle)] == []
