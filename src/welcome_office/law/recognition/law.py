"""Loads the recognition law of the federation and of one Land into one value."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from welcome_office.law.recognition import entries
from welcome_office.law.recognition.checks import check_law
from welcome_office.law.recognition.facts import ABROAD, Group
from welcome_office.law.recognition.tables import PERIOD, PROVENANCE, Row, Tables
from welcome_office.lawbook.dated import Version
from welcome_office.lawbook.problems import Problems

HERE = Path(__file__).parent
LAENDER = HERE / "laender"
DEFAULT_LAND = "nrw"
# The day up to which the tables were prepared; the answer's day where a caller names none.
PREPARED = date(2026, 11, 21)

Entry = TypeVar("Entry")
Versions = tuple[Version[Entry], ...]


@dataclass(frozen=True)
class RecognitionLaw:
    """The law of recognition as data. Where the federation and a Land both speak, the Land wins."""

    occupations: Mapping[str, entries.Occupation]
    countries: Mapping[str, entries.Country]
    bodies: Mapping[str, Versions[entries.Body]]
    tracks: Mapping[str, Versions[entries.Track]]
    procedures: Mapping[str, entries.Procedure]
    deadlines: Mapping[str, Versions[entries.Deadline]]
    routes: Mapping[str, Versions[entries.Route]]
    assigned: Mapping[tuple[str, str], Versions[entries.Assignment]]
    fees: Mapping[str, Versions[entries.Fee]]
    languages: Mapping[str, Versions[entries.Sentence]]
    papers: Mapping[str, tuple[entries.Paper, ...]]
    outcomes: Mapping[str, tuple[entries.Sentence, ...]]
    mistakes: Mapping[str, tuple[entries.Sentence, ...]]
    grants: Mapping[str, Versions[entries.Grant]]
    school_certificates: Mapping[str, Versions[entries.Assignment]]
    residence: Mapping[str, tuple[entries.Sentence, ...]]
    texts: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, entries.Source]

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """The group of every country by its code."""
        return {country.id: country.group for country in self.countries.values()}

    def municipalities(self) -> tuple[str, ...]:
        """Every municipality some topic routes, in the tables' order, each once."""
        return tuple(
            dict.fromkeys(name for topic, name in self.assigned if topic not in COUNTRY_TOPICS)
        )

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The name the tables use for every place, by its name in small letters."""
        return {name.casefold(): name for name in (ABROAD, *self.municipalities())}


COUNTRY_TOPICS = ("vocational_school", "teacher")


def on(versions: Iterable[Version[Entry]], day: date) -> tuple[Entry, ...]:
    """The entries in force on a day."""
    return tuple(version.content for version in versions if version.covers(day))


@cache
def load_law(land: str = DEFAULT_LAND, *, laender: Path = LAENDER) -> RecognitionLaw:
    """The federal tables together with those of a Land's folder; LawError names every mistake."""
    problems = Problems()
    shelf = _Shelf(HERE, laender / land, problems=problems)
    law = RecognitionLaw(
        occupations={entry.id: entry for entry in shelf.plain("occupations", _OCCUPATION)},
        countries={entry.id: entry for entry in shelf.plain("countries", _COUNTRY)},
        bodies=shelf.dated("bodies", _BODY, key="body"),
        tracks=shelf.dated("tracks", _TRACK, key="occupation"),
        procedures={entry.id: entry for entry in shelf.grounded("procedures", _PROCEDURE)},
        deadlines=shelf.dated("deadlines", _DEADLINE, key="deadline"),
        routes=shelf.dated("routing", _ROUTE, key="route"),
        assigned=shelf.assigned(),
        fees=shelf.dated("fees", _FEE, key="subject"),
        languages=shelf.dated("languages", _LANGUAGE, key="subject"),
        papers=shelf.grouped("papers", _PAPER, key="set"),
        outcomes=shelf.grouped("outcomes", _OUTCOME, key="track"),
        mistakes=shelf.grouped("mistakes", _MISTAKE, key="route"),
        grants=shelf.dated("funding", _GRANT, key="funding"),
        school_certificates=shelf.dated("school_certificates", _SCHOOL, key="certificate"),
        residence=shelf.grouped("residence", _RESIDENCE, key="pathway"),
        texts={row["text"]: row.cells for row in shelf.rows("texts", ("text", "de", "en", "ar"))},
        sources=shelf.sources,
    )
    check_law(law, problems)
    problems.stop_if_any()
    return law


@dataclass(frozen=True)
class _Columns:
    """The columns of a table before its period and provenance, and what makes an entry of one."""

    names: tuple[str, ...]
    build: Callable[..., Any]
    has_period: bool = True

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.names, *PROVENANCE)


class _Shelf:
    """The federal folder and a Land's folder, read together."""

    def __init__(self, federal: Path, land: Path, *, problems: Problems) -> None:
        self.problems = problems
        columns = ("source", "title", "url")
        self.sources = {
            row["source"]: entries.Source(row["title"], row["url"])
            for folder in (federal, land)
            for row in Tables(folder, problems=problems).rows("sources", columns)
        }
        self.folders = [
            Tables(folder, problems=problems, sources=self.sources) for folder in (land, federal)
        ]

    def rows(self, name: str, columns: tuple[str, ...]) -> list[Row]:
        return [row for tables in self.folders for row in tables.rows(name, columns)]

    def plain(self, name: str, columns: _Columns) -> list[Any]:
        return [columns.build(row) for row in self.rows(name, columns.names)]

    def grounded(self, name: str, columns: _Columns) -> list[Any]:
        return [
            columns.build(row, tables.ground(row))
            for tables in self.folders
            for row in tables.rows(name, columns.all)
        ]

    def grouped(self, name: str, columns: _Columns, *, key: str) -> dict[str, Any]:
        found: dict[str, list[Any]] = defaultdict(list)
        for tables in self.folders:
            for row in tables.rows(name, columns.all):
                found[row[key]].append(columns.build(row, tables.ground(row)))
        return {name: tuple(members) for name, members in found.items()}

    def dated(self, name: str, columns: _Columns, *, key: str) -> dict[str, Any]:
        found: dict[str, list[Version[Any]]] = defaultdict(list)
        for tables in self.folders:
            for row in tables.rows(name, columns.all):
                entry = columns.build(row, tables.ground(row))
                found[row[key]].append(tables.version(row, entry))
        return {name: tuple(versions) for name, versions in found.items()}

    def assigned(self) -> dict[tuple[str, str], Any]:
        found: dict[tuple[str, str], list[Version[Any]]] = defaultdict(list)
        for name, key in (("countries_routed", "country"), ("municipalities", "municipality")):
            columns = ("topic", key, "body", *PERIOD, *PROVENANCE)
            for tables in self.folders:
                for row in tables.rows(name, columns):
                    entry = entries.Assignment(row["body"] or None, tables.ground(row))
                    found[row["topic"], row[key]].append(tables.version(row, entry))
        return {subject: tuple(versions) for subject, versions in found.items()}


def _is_yes(row: Row, column: str) -> bool:
    return row[column] == "yes"


_OCCUPATION = _Columns(
    (
        "occupation",
        "title_de",
        "title_en",
        "kldb2010",
        "isco08",
        "esco_uri",
        "esco_match",
        "hwo_annex_a",
    ),
    lambda row: entries.Occupation(
        id=row["occupation"],
        titles={"de": row["title_de"], "en": row["title_en"]},
        kldb2010=row["kldb2010"],
        isco08=row["isco08"],
        esco_uri=row["esco_uri"],
        has_exact_esco_match=row["esco_match"].startswith("exactMatch"),
        hwo_annex_a=row.number("hwo_annex_a"),
    ),
)
_COUNTRY = _Columns(
    ("country", "de", "en", "ar", "group"),
    lambda row: entries.Country(
        row["country"],
        {language: row[language] for language in ("de", "en", "ar")},
        cast("Group", row["group"]),
    ),
)
_BODY = _Columns(
    ("body", "name_de", "name_en", "seat", "address", "phone", "email", "web", *PERIOD),
    lambda row, ground: entries.Body(
        id=row["body"],
        name=row["name_de"],
        name_en=row["name_en"],
        seat=row["seat"],
        address=row["address"],
        phone=row["phone"],
        email=row["email"],
        web=row["web"],
        ground=ground,
    ),
)
_TRACK = _Columns(
    (
        "occupation",
        "when",
        *PERIOD,
        "regulated",
        "track",
        "route",
        "deadline",
        "law",
        "warning",
    ),
    lambda row, ground: entries.Track(
        occupation=row["occupation"],
        when=row["when"],
        regulated=row["regulated"],
        procedure=row["track"],
        route=row["route"],
        deadline=row["deadline"],
        law=row["law"],
        warning=row["warning"],
        ground=ground,
    ),
)
_PROCEDURE = _Columns(
    (
        "track",
        "text",
        "papers",
        "outcomes",
        "exists",
        "is_vocational",
        "has_skills_analysis",
        "for_german_training",
        "by_examination",
        "law",
    ),
    lambda row, ground: entries.Procedure(
        id=row["track"],
        text=row["text"],
        papers=row["papers"],
        outcomes=tuple(row["outcomes"].split()),
        exists=_is_yes(row, "exists"),
        is_vocational=_is_yes(row, "is_vocational"),
        has_skills_analysis=_is_yes(row, "has_skills_analysis"),
        is_for_german_training=_is_yes(row, "for_german_training"),
        is_by_examination=_is_yes(row, "by_examination"),
        law=row["law"],
        ground=ground,
    ),
)
_DEADLINE = _Columns(
    (
        "deadline",
        *PERIOD,
        "law",
        "acknowledgement",
        "acknowledgement_81a",
        "months",
        "months_81a",
        "extension",
        "exam_within_months",
        "warning",
        "warning_81a",
    ),
    lambda row, ground: entries.Deadline(
        id=row["deadline"],
        law=row["law"],
        acknowledgement=row["acknowledgement"],
        acknowledgement_81a=row["acknowledgement_81a"],
        months=row.number("months"),
        months_81a=row.number("months_81a"),
        extension=row["extension"],
        exam_within_months=row.number("exam_within_months"),
        warning=row["warning"],
        warning_81a=row["warning_81a"],
        ground=ground,
    ),
)
_ROUTE = _Columns(
    ("route", "role", "when", "method", "argument", "unrouted", *PERIOD, "warning"),
    lambda row, ground: entries.Route(
        rule=row["route"],
        role=row["role"],
        when=row["when"],
        method=row["method"],
        argument=row["argument"],
        is_required=row["unrouted"] == "ask",
        warning=row["warning"],
        ground=ground,
    ),
)
_FEE = _Columns(
    ("subject", *PERIOD, "min_eur", "max_eur", "note"),
    lambda row, ground: entries.Fee(
        int(row["min_eur"]), int(row["max_eur"]), note=row["note"], ground=ground
    ),
)
_LANGUAGE = _Columns(
    ("subject", *PERIOD, "text", "law"),
    lambda row, ground: entries.Sentence(row["text"], "", law=row["law"], ground=ground),
)
_PAPER = _Columns(
    ("set", "paper", "when", "obligation", "form", "law"),
    lambda row, ground: entries.Paper(
        id=row["paper"],
        when=row["when"],
        obligation=row["obligation"],
        form=row["form"],
        law=row["law"],
        ground=ground,
    ),
)
_OUTCOME = _Columns(
    ("track", "when", "text", "law"),
    lambda row, ground: entries.Sentence(row["text"], row["when"], law=row["law"], ground=ground),
)
_MISTAKE = _Columns(
    ("route", "text"),
    lambda row, ground: entries.Sentence(row["text"], "", law="", ground=ground),
)
_RESIDENCE = _Columns(
    ("pathway", "recognition", "text"),
    lambda row, ground: entries.Sentence(row["text"], "", law=row["recognition"], ground=ground),
)
_GRANT = _Columns(
    (
        "funding",
        "amount_eur",
        "minimum_cost_eur",
        "income_single_eur",
        "income_joint_eur",
        *PERIOD,
        "body",
        "text",
    ),
    lambda row, ground: entries.Grant(
        id=row["funding"],
        amount_eur=row.number("amount_eur"),
        minimum_cost_eur=row.number("minimum_cost_eur"),
        income_single_eur=row.number("income_single_eur"),
        income_joint_eur=row.number("income_joint_eur"),
        body=row["body"] or None,
        text=row["text"],
        ground=ground,
    ),
)
_SCHOOL = _Columns(
    ("certificate", "body", *PERIOD, "text"),
    lambda row, ground: entries.Assignment(row["body"], ground),
)
