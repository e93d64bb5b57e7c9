"""What must hold between the tables of recognition law, whoever wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from welcome_office.law.recognition.circumstances import CONDITIONS, conditions_of
from welcome_office.law.recognition.routing import METHODS, ROLES, default_of
from welcome_office.lawbook.problems import Place, Problems

if TYPE_CHECKING:  # law.py loads through this module
    from welcome_office.law.recognition.law import RecognitionLaw

REGULATED = ("yes", "title_only", "self_employed_only", "no")
GROUPS = ("germany", "eu", "eea", "ch", "third")
NO_DEADLINE = "none"
# Paper sets that are no list: nobody verified one, or the procedure asks for nothing.
NO_PAPERS = ("unknown", "none")


def check_law(law: RecognitionLaw, problems: Problems) -> None:
    """Note every reference to something that does not exist, by table and entry."""
    _check_words(law, problems)
    _check_tracks(law, problems)
    _check_routes(law, problems)
    _check_conditions(law, problems)
    _check_texts(law, problems)


def _check_words(law: RecognitionLaw, problems: Problems) -> None:
    for country in law.countries.values():
        _known("countries.csv", country.group, GROUPS, problems)
    for body in _bodies_named(law):
        _known("bodies.csv", body, law.bodies, problems)
    for topic, subject in law.assigned:
        if topic in ("vocational_school", "teacher"):
            _known("countries_routed.csv", subject, law.countries, problems)


def _bodies_named(law: RecognitionLaw) -> Iterable[str]:
    for routes in law.routes.values():
        yield from (default for route in routes if (default := default_of(route.content)))
    for assigned in (*law.assigned.values(), *law.school_certificates.values()):
        yield from (version.content.body for version in assigned if version.content.body)
    for grants in law.grants.values():
        yield from (version.content.body for version in grants if version.content.body)


def _check_tracks(law: RecognitionLaw, problems: Problems) -> None:
    for occupation, versions in law.tracks.items():
        _known("tracks.csv", occupation, law.occupations, problems)
        for track in (version.content for version in versions):
            _known("tracks.csv", track.procedure, law.procedures, problems)
            _known("tracks.csv", track.deadline, (*law.deadlines, NO_DEADLINE), problems)
            _known("tracks.csv", track.regulated, REGULATED, problems)
    for procedure in law.procedures.values():
        _known("procedures.csv", procedure.papers, (*law.papers, *NO_PAPERS), problems)


def _check_routes(law: RecognitionLaw, problems: Problems) -> None:
    for routes in law.routes.values():
        for route in (version.content for version in routes):
            _known("routing.csv", route.method, METHODS, problems)
            _known("routing.csv", route.role, ROLES, problems)


def _check_conditions(law: RecognitionLaw, problems: Problems) -> None:
    expressions = [
        *(version.content.when for versions in law.tracks.values() for version in versions),
        *(version.content.when for versions in law.routes.values() for version in versions),
        *(paper.when for papers in law.papers.values() for paper in papers),
        *(outcome.when for outcomes in law.outcomes.values() for outcome in outcomes),
    ]
    for expression in expressions:
        for name, _ in conditions_of(expression):
            _known("when", name, CONDITIONS, problems)


def _check_texts(law: RecognitionLaw, problems: Problems) -> None:
    for key in _texts_named(law):
        _known("texts.csv", key, law.texts, problems)
    for key, texts in law.texts.items():
        if not all(texts.values()):
            problems.add(Place("texts.csv", 1), f'"{key}" lacks a translation.', "Translate it.")


def _texts_named(law: RecognitionLaw) -> Iterable[str]:
    yield from (procedure.text for procedure in law.procedures.values())
    for tables in (law.outcomes, law.mistakes, law.residence):
        yield from (sentence.text for sentences in tables.values() for sentence in sentences)
    yield from (v.content.text for versions in law.languages.values() for v in versions)
    yield from (v.content.text for versions in law.grants.values() for v in versions)
    for paper in (paper for papers in law.papers.values() for paper in papers):
        yield from (f"paper_{paper.id}", f"form_{paper.form}", f"obligation_{paper.obligation}")
    for warning in _warnings_named(law):
        yield f"warning_{warning}"


def _warnings_named(law: RecognitionLaw) -> Iterable[str]:
    warned = [
        *(v.content.warning for versions in law.tracks.values() for v in versions),
        *(v.content.warning for versions in law.routes.values() for v in versions),
        *(v.content.warning for versions in law.deadlines.values() for v in versions),
        *(v.content.warning_81a for versions in law.deadlines.values() for v in versions),
        *(v.content.note for versions in law.fees.values() for v in versions),
    ]
    return (warning for warning in warned if warning)


def _known(table: str, word: str, known: Iterable[str], problems: Problems) -> None:
    if word not in known:
        remedy = f"Use one of: {', '.join(sorted(known)[:8])} …"
        problems.add(Place(table, 1), f'"{word}" is not known.', remedy)
