"""The calculations beside the pathways: each reads a small JSON object and answers one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from welcome_office.law.residence import entry, student_work
from welcome_office.law.residence.law import ResidenceLaw
from welcome_office.law.residence.request import RequestError, read_day, refuse_unknown
from welcome_office.law.working_days import end_of_time_limit
from welcome_office.lawbook.book import Condition
from welcome_office.lawbook.countries import COUNTRIES
from welcome_office.lawbook.facts import LEVELS, level_rank, number_of

# Where a question names no day, the newest version answers.
NEWEST = date.max
# Titles whose term follows the contract (§ 18 Abs. 4 AufenthG).
CONTRACT_NORMS = ("18a", "18b", "18g", "19c", "19c1", "19c2")


@dataclass(frozen=True)
class Input:
    """The fields of a calculation's input, read with their names in every error."""

    fields: Mapping[str, Any]
    law: ResidenceLaw

    def day(self, name: str) -> date:
        return read_day(self.fields, name)

    def as_of(self) -> date:
        return self.day("as_of") if self.fields.get("as_of") is not None else NEWEST

    def word(self, name: str) -> str:
        return str(self._of_type(name, str, example="18b"))

    def country(self, name: str) -> str:
        found = self.word(name)
        if found not in COUNTRIES:
            raise RequestError(name, f'"{found}" is not a country (write two capitals, e.g. IN)')
        return found

    def yes_no(self, name: str) -> bool:
        return bool(self._of_type(name, bool, example="false")) if name in self.fields else False

    def number(self, name: str) -> float:
        found = number_of(self.fields.get(name))
        if found is None:
            raw = self.fields.get(name)
            raise RequestError(name, f"{raw!r} is not a number from 0 upwards (write e.g. 12)")
        return found

    def value(self, name: str, day: date) -> Any:
        """The content of a dated value; a RequestError before its first day."""
        found = self.law.book.values.on(name, day)
        if found is None:
            raise RequestError("as_of", f"the law has no {name} on {day} (give a later day)")
        return found.content

    def _of_type(self, name: str, kind: type, *, example: str) -> Any:
        found = self.fields.get(name)
        if isinstance(found, kind):
            return found
        lack = "is missing" if found is None else f"{found!r} cannot be used"
        raise RequestError(name, f"{lack} (write for example {example})")


@dataclass(frozen=True)
class Topic:
    """A calculation: what it reads, and what it answers."""

    fields: tuple[str, ...]
    answer: Callable[[Input], dict[str, Any]]


def calculate(topic: str, document: object, law: ResidenceLaw) -> dict[str, Any]:
    """The answer to one calculation; RequestError names what is wrong with the input."""
    if topic not in TOPICS:
        raise RequestError("--calculate", f'unknown topic "{topic}" (known: {", ".join(TOPICS)})')
    if not isinstance(document, dict):
        raise RequestError("request", "is not an object (write the fields of the calculation)")
    refuse_unknown(document, TOPICS[topic].fields, path="")
    return TOPICS[topic].answer(Input(document, law))


def _title_duration(given: Input) -> dict[str, Any]:
    """Months a title for a job is given: the contract and some more, four years at most.

    § 18 Abs. 4 AufenthG. Without an end of contract the title lasts the longest term.
    """
    day = given.day("as_of")
    if given.word("norm") not in CONTRACT_NORMS:
        known = ", ".join(CONTRACT_NORMS)
        raise RequestError("norm", f'"{given.word("norm")}" has no contract (known: {known})')
    longest = int(given.value("permit_longest_months", day))
    if given.fields.get("contract_months") is None:
        return {"validity_months": longest}
    months = given.number("contract_months") + float(given.value("permit_surplus_months", day))
    return {"validity_months": min(int(months), longest)}


def _employer_45c(given: Input) -> dict[str, Any]:
    """Whether the employer must point to counselling by the first day of work (§ 45c AufenthG)."""
    start = given.day("start")
    in_force = given.law.book.values.on("employer_hint_duty", start) is not None
    duty = (
        in_force
        and given.word("hired_from") == "abroad"
        and _group(given, start) == "third"
        and not given.yes_no("placement_by_agency_299_sgb3")
    )
    return {"duty": duty, "latest": start.isoformat() if duty else None}


def _group(given: Input, day: date) -> str:
    """The nationality group told, or that of the citizenship."""
    if given.fields.get("nationality_group") is not None or "nationality" not in given.fields:
        return given.word("nationality_group")
    facts = given.law.book.on(day).complete({"nationality": given.country("nationality")})
    return str(facts["nationality_group"])


def _employer_notice(given: Input) -> dict[str, Any]:
    """Whether and until when the employer reports an early end (§ 4a Abs. 5 Satz 3 Nr. 3)."""
    known = given.day("known_end")
    duty = given.word("title") in given.value("section_4_titles", known)
    limit = timedelta(days=int(given.value("employer_notice_days", known)))
    return {"duty": duty, "latest": (known + limit).isoformat() if duty else None}


def _anmeldung(given: Input) -> dict[str, Any]:
    """The last day to register a home: two weeks, and on to the next working day (§ 17 BMG)."""
    move_in = given.day("move_in")
    nominal = move_in + timedelta(days=int(given.value("registration_days", move_in)))
    return {
        "latest_nominal": nominal.isoformat(),
        "latest_effective": end_of_time_limit(nominal).isoformat(),
    }


def _parents(given: Input) -> dict[str, Any]:
    """Whether parents may join a skilled worker (§ 36 Abs. 3 AufenthG)."""
    facts = {
        "sponsor_title": given.word("sponsor_title"),
        "sponsor_first_grant_date": given.day("first_grant"),
    }
    conditions = _conditions(
        given, "family_parents_skilled", ("SPONSOR_TITLE", "SPONSOR_BEFORE_2024_03")
    )
    return {"open": all(condition.test.answer(facts) for condition in conditions)}


def _spouse(given: Input) -> dict[str, Any]:
    """Whether a spouse needs German A1, and whether housing is looked at (§§ 29, 30 AufenthG)."""
    level = given.word("spouse_german")
    if level not in LEVELS:
        raise RequestError("spouse_german", f'"{level}" is no level (known: {", ".join(LEVELS)})')
    facts = {
        "german_level": level_rank(level),
        "sponsor_title": given.word("sponsor_title"),
        "housing_ok": False,
        **{name: given.yes_no(name) for name in _SPOUSE_EXCEPTIONS},
    }
    if "sponsor_nationality" in given.fields:
        visa_free = given.value("visa_free_any_purpose", given.as_of())
        facts["sponsor_nationality_41"] = given.country("sponsor_nationality") in visa_free
    german, housing = _conditions(given, "family_spouse_foreigner", ("SPOUSE_A1", "HOUSING"))
    return {
        "open": german.test.answer(facts) is True,
        "housing_check": housing.test.answer(facts) is not True,
    }


_SPOUSE_EXCEPTIONS = ("sponsor_nationality_41", "low_integration_need", "a1_exception")


def _conditions(given: Input, rule: str, codes: tuple[str, ...]) -> list[Condition]:
    """The conditions of a rule with these reason codes, as they stand on the day asked about."""
    rules = {found.id: found for found in given.law.book.on(given.as_of()).rules}
    by_code = {condition.code: condition for condition in rules[rule].conditions}
    if not by_code:
        raise RequestError("as_of", f"{rule} is not in force then (give a later day)")
    return [by_code[code] for code in codes]


def _student_days(given: Input) -> dict[str, Any]:
    """Working days used of a student's yearly account (§ 16b Abs. 3 AufenthG)."""
    day = given.as_of()
    weeks = student_work.read_weeks(given.fields.get("weeks"))
    week_days = given.law.book.values.on("student_week_days", day)
    rule = student_work.CountingRule(
        half_day_hours=float(given.value("student_half_day_hours", day)),
        flat_week_days=None if week_days is None else float(week_days.number),
        flat_week_hours=None
        if week_days is None
        else float(given.value("student_week_hours", day)),
    )
    return {"days_used": student_work.days_used(weeks, rule)}


def _visa_first(given: Input) -> dict[str, Any]:
    """Whether a national visa is needed before coming (§ 5 Abs. 2 AufenthG, § 41 AufenthV)."""
    day = given.as_of()
    needed = entry.needs_visa_first(
        given.country("nationality"),
        purpose=given.word("purpose"),
        location=given.word("location"),
        holds_title=given.fields.get("current_title") not in (None, "none"),
        lists=entry.EntryLists(
            free_movement=frozenset(given.value("eu_eea_states", day)) | {"DE", "CH"},
            any_purpose=frozenset(given.value("visa_free_any_purpose", day)),
            without_work=frozenset(given.value("visa_free_without_work", day)),
        ),
    )
    return {"visa_first": needed}


TOPICS: Mapping[str, Topic] = {
    "title_duration": Topic(("as_of", "norm", "contract_months"), _title_duration),
    "student_days": Topic(("as_of", "weeks"), _student_days),
    "visa_first": Topic(
        ("as_of", "nationality", "purpose", "location", "current_title"), _visa_first
    ),
    "employer_45c": Topic(
        (
            *("hired_from", "nationality_group", "nationality"),
            *("placement_by_agency_299_sgb3", "start"),
        ),
        _employer_45c,
    ),
    "employer_notice": Topic(("title", "known_end"), _employer_notice),
    "anmeldung": Topic(("move_in", "nationality"), _anmeldung),
    "parents_36_3": Topic(("as_of", "sponsor_title", "first_grant"), _parents),
    "spouse_a1": Topic(
        ("as_of", "sponsor_title", "spouse_german", "sponsor_nationality", *_SPOUSE_EXCEPTIONS),
        _spouse,
    ),
}
