"""The command `find-visits`: documents in, documents out, refusals in one line."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from welcome_office.cli import main

EXAMPLE = (
    Path(__file__).parents[2] / "docs" / "schemas" / "find-visits" / "examples" / "family.json"
)
TEXT = EXAMPLE.read_text(encoding="utf-8")
DOCUMENT: dict[str, Any] = json.loads(TEXT)["problem"]


def find_visits(document: object, *options: str) -> Result:
    text = document if isinstance(document, str | bytes) else json.dumps(document)
    return CliRunner().invoke(main, ["find-visits", *options], input=text)


def changed(path: str, value: object) -> dict[str, Any]:
    """The example with another value in one place; a value of ... takes the place out."""
    document = copy.deepcopy(DOCUMENT)
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    target: Any = document
    for part in parents:
        target = target[part]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return document


REFUSALS = [
    ("timezone", "Europe/Bochm", 'timezone: unknown time zone "Europe/Bochm"'),
    ("timezone", "../../etc/passwd", "timezone: unknown time zone"),
    ("now", "2026-11-23T09:00:00", "now: expected a time like"),
    ("now", "yesterday", "now: expected a time like"),
    ("now", ..., "now: missing"),
    ("grid_minutes", 7, "grid_minutes: expected a divisor of 60, got 7"),
    ("grid_minutes", 0, "grid_minutes: expected a whole number of 1 or more, got 0"),
    ("grid_minutes", 120, "grid_minutes: expected a whole number of 60 or less, got 120"),
    ("services.0.minutes", 0, "services[0].minutes: expected a whole number of 1 or more, got 0"),
    ("services.0.minutes", -5, "services[0].minutes: expected a whole number of 1 or more"),
    ("services.0.minutes", "15", 'services[0].minutes: expected a whole number, got "15"'),
    ("services.0.minutes", 7.5, "services[0].minutes: expected a whole number, got 7.5"),
    ("services.0.minutes", True, "services[0].minutes: expected a whole number, got true"),
    ("services.0.id", "title", 'services[1].id: "title" is already services[0]'),
    ("services.1.after", ["visa"], 'services[1].after[0]: unknown service "visa" (known: regi'),
    ("services.1.needs", ["counsellor"], 'services[1].needs[0]: "counsellor" is not a thing'),
    ("services.1.needs", ["room", "room"], 'services[1].needs[1]: kind "room" is named twice'),
    ("services.0.channels", ["fax"], "services[0].channels[0]: expected one of on_site, video"),
    ("services.0.fee", 12, "services[0].fee: unknown field (known: id, minutes,"),
    ("resources.1.id", "stadt-1", 'resources[1].id: "stadt-1" is already resources[0]'),
    ("resources.0.services", ["tax"], 'resources[0].services[0]: unknown service "tax"'),
    ("resources.0.services", ..., "resources[0].services: missing: a counsellor lists"),
    ("resources.2.hours", ..., "resources[2].hours: missing"),
    ("resources.0.hours.0.weekdays", [0], "resources[0].hours[0].weekdays[0]: expected a whole"),
    ("resources.0.hours.0.weekdays", [8], "resources[0].hours[0].weekdays[0]: expected a whole"),
    ("resources.0.hours.0.from", "8:00", 'resources[0].hours[0].from: expected a time like "08'),
    ("resources.0.hours.0.from", "24:00", 'resources[0].hours[0].to: "16:00" is not after "24'),
    ("resources.0.hours.0.to", "24:01", 'resources[0].hours[0].to: expected a time like "08:00"'),
    ("resources.0.hours.0.to", "08:00", 'resources[0].hours[0].to: "08:00" is not after "08:00"'),
    ("resources.0.hours.0.breaks", [["12:00"]], "resources[0].hours[0].breaks[0]: expected a li"),
    ("resources.0.hours.0.breaks", [["13:00", "12:00"]], "resources[0].hours[0].breaks[0][1]: "),
    ("resources.0.hours.0.valid_from", "2026-13-01", "resources[0].hours[0].valid_from: expect"),
    ("resources.0.hours.0.valid_until", "2025-01-01", "resources[0].hours[0].valid_until: 2025"),
    ("resources.0.hours.0.every_weeks", 0, "resources[0].hours[0].every_weeks: expected a whol"),
    ("resources.0.hours.0.services", ["x"], "resources[0].hours[0].services[0]: unknown service"),
    ("resources.0.exceptions.0", {"date": "2026-12-23"}, "resources[0].exceptions[0].from: miss"),
    ("resources.0.exceptions.1.to", ..., "resources[0].exceptions[1].to: missing"),
    ("resources.0.exceptions.1.to", "09:00", 'resources[0].exceptions[1].to: "09:00" is not aft'),
    ("resources.0.busy.0.end", "2026-11-25T08:15:00", "resources[0].busy[0].end: expected a tim"),
    ("resources.0.busy.0.end", "2026-11-25T08:00:00+01:00", "resources[0].busy[0].end: 2026-11"),
    ("closures", ["2026-02-30"], "closures[0]: expected a date like"),
    ("visit.earliest", "2026-11-31", "visit.earliest: expected a date like"),
    ("visit.earliest", "2027-02-01", "visit.latest: 2027-01-22 is before earliest (2027-02-01)"),
    ("visit.latest", "2099-01-01", "visit.latest: at most 3660 days after earliest"),
    ("visit.people", [], "visit.people: expected a list of length of 1 or more, got []"),
    ("visit.people.1.id", "amal", 'visit.people[1].id: person "amal" is named twice'),
    ("visit.people.1.services", ["visa"], 'visit.people[1].services[0]: unknown service "visa" ('),
    ("visit.people.1.services", ["title"] * 2, 'visit.people[1].services[1]: service "title" is'),
    ("visit.together", ["visa"], 'visit.together[0]: unknown service "visa" (known: registration'),
    ("visit.not_with", ["nobody"], 'visit.not_with[0]: unknown resource "nobody" (known: stadt'),
    ("visit.language", "soft", "visit.language: expected one of hard, prefer, any, got"),
    ("visit.interpreter", "maybe", "visit.interpreter: expected one of never, if_needed, requi"),
    ("visit.order", "latest", "visit.order: expected one of earliest, least_wait, pareto, got"),
    ("visit.channel", "phone", 'visit.channel: expected one of on_site, video, got "phone"'),
    ("visit.limit", 0, "visit.limit: expected a whole number of 1 or more"),
    ("visit.max_gap_minutes", -1, "visit.max_gap_minutes: expected a whole number of 0 or more"),
    ("visit.notice_minutes", None, "visit.notice_minutes: expected a whole number, got null"),
    ("visit.colour", "red", "visit.colour: unknown field (known: earliest, latest, people,"),
    ("visit", ..., "visit: missing"),
]


@pytest.mark.parametrize(("path", "value", "message"), REFUSALS)
def test_refuses_in_one_line_that_names_the_field(path: str, value: object, message: str) -> None:
    result = find_visits(changed(path, value))

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, b"\xff\xfe", '{"a": 1}'])
def test_refuses_what_is_no_problem_at_all(text: str | bytes) -> None:
    result = find_visits(text)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


def test_refuses_more_than_ten_steps() -> None:
    people = [{"id": f"p{i}", "services": ["recognition"], "languages": ["de"]} for i in range(11)]

    result = find_visits(changed("visit.people", people))

    assert result.stderr == "visit.people: 11 steps are asked for (expected 1 to 10)\n"
    assert result.exit_code == 2


def test_refuses_weeks_without_a_week_to_count_from() -> None:
    document = changed("resources.0.hours.0.every_weeks", 2)
    document["resources"][0]["hours"][0]["valid_from"] = None

    result = find_visits(document)

    assert result.stderr.startswith("resources[0].hours[0].valid_from: missing, but every_weeks")


def test_refuses_services_that_wait_for_each_other() -> None:
    document = changed("services.0.after", ["title"])
    document["visit"]["people"][0]["services"] = ["registration", "title"]

    result = find_visits(document)

    message = "services[0].after: goes in a circle (registration after title after registration)"
    assert (result.exit_code, result.stderr) == (2, f"{message}\n")


def test_services_of_different_people_do_not_wait_for_each_other() -> None:
    document = changed("services.0.after", ["title"])
    document["visit"]["people"][0]["services"] = ["registration"]
    document["visit"]["people"][1]["services"] = ["title"]

    result = find_visits(document)

    assert result.exit_code == 0


def test_a_circle_through_a_service_nobody_asks_for_does_no_harm() -> None:
    document = changed("services.0.after", ["title"])

    result = find_visits(document)

    assert (result.exit_code, result.stdout) == (0, find_visits(DOCUMENT).stdout)


def test_pretty_is_the_same_answer_with_line_breaks() -> None:
    plain, pretty = find_visits(DOCUMENT), find_visits(DOCUMENT, "--pretty")

    assert json.loads(plain.stdout) == json.loads(pretty.stdout)
    assert pretty.stdout.startswith('{\n  "offers": [\n')
