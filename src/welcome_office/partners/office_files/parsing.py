"""Reads the folder of an office, or refuses it with everything that is wrong in it."""

from collections.abc import Mapping
from pathlib import Path

from welcome_office.law.errands import Elsewhere, Errand, load_errands
from welcome_office.law.errands.care.blocks import mark_outdated
from welcome_office.law.errands.care.records import read_records
from welcome_office.law.errands.loading import load_wordings
from welcome_office.law.errands.parts import Reading
from welcome_office.law.errands.reading import Entry, nearest
from welcome_office.lawbook.problems import Place, Problem, Problems
from welcome_office.lawbook.reading import Block, read_file
from welcome_office.partners.office_files.checks import check_office
from welcome_office.partners.office_files.days import read_days
from welcome_office.partners.office_files.entries import Placed
from welcome_office.partners.office_files.house import (
    read_assumptions,
    read_closures,
    read_link,
    read_office,
    read_partners,
)
from welcome_office.partners.office_files.model import OfficeFile, Referral
from welcome_office.partners.office_files.pages import read_pages
from welcome_office.partners.office_files.resources import read_resources
from welcome_office.partners.office_files.services import read_services
from welcome_office.partners.office_files.spoken import spoken_languages

FILES = (
    "office.yaml", "partners.yaml", "services.yaml", "elsewhere.yaml", "resources.yaml",
    "closures.yaml", "assumptions.yaml",
)  # fmt: skip
# What the desk enters; a folder without it is complete.
DAYS = "days.yaml"
# Which German text each translation was made from.
NOTED = "texts/translated.csv"


class OfficeFilesError(Exception):
    """An office's folder that cannot be used; carries every problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def read_office_files(folder: Path) -> OfficeFile:
    """Read the folder of one office, resolved against the catalogue of errands.

    Raises `OfficeFilesError` with every problem: unknown keys and ids, bad times, overlapping
    shifts, missing translations, services that nobody can serve, circles …; each with file, line
    and remedy.
    """
    problems = Problems()
    errands = load_errands()
    tops = {name: Entry(_read_top(folder, name, problems), problems) for name in (*FILES, DAYS)}
    _check_names(folder, problems)
    reading = _reading(tops["office.yaml"], problems)
    office = read_office(tops["office.yaml"], reading)
    partners = read_partners(tops["partners.yaml"], reading)
    services = read_services(tops["services.yaml"], reading, office=office, errands=errands)
    referrals = _read_referrals(tops["elsewhere.yaml"], reading, errands)
    resources = read_resources(
        tops["resources.yaml"], reading, services=[each.part.id for each in services]
    )
    file = OfficeFile(
        office=office,
        closures=read_closures(tops["closures.yaml"], reading),
        partners=tuple(each.part for each in partners),
        services=tuple(each.part for each in services),
        referrals=tuple(each.part for each in referrals),
        resources=tuple(each.part for each in resources),
        pages=read_pages(folder, problems, languages=reading.languages),
        assumptions=read_assumptions(tops["assumptions.yaml"], reading),
        **read_days(tops[DAYS], reading, resources=[each.part.id for each in resources]),
    )
    check_office(file, services=services, referrals=referrals, resources=resources)
    if problems.found:
        raise OfficeFilesError(tuple(sorted(set(problems.found))))
    return mark_outdated(file, read_records(folder / NOTED))


def _read_top(folder: Path, name: str, problems: Problems) -> Block:
    path = folder / name
    if path.exists():
        return read_file(path, problems)
    if name == DAYS:
        return Block(Place(f"{folder.name}/{name}", 1))
    place = Place(f"{folder.name}/{name}", 1)
    problems.add(place, "the file is missing.", "Create it.")
    return Block(place)


def _check_names(folder: Path, problems: Problems) -> None:
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in (*FILES, DAYS):
            place = Place(f"{folder.name}/{path.name}", 1)
            problems.add(place, "nobody reads this file.", nearest(path.name, FILES))


def _reading(office: Entry, problems: Problems) -> Reading:
    """Texts must exist in the office's languages; wordings and sources are the catalogue's."""
    shared = load_wordings()
    found = office.block.get("languages")
    named = tuple(each for each in found if each in spoken_languages()) if found else ()
    return Reading(
        problems=problems,
        languages=named or ("de",),
        papers=shared.papers,
        in_person=shared.in_person,
        reasons=shared.reasons,
        instead=shared.instead,
        sources=shared.sources,
    )


def _read_referrals(
    entry: Entry, reading: Reading, errands: Mapping[str, Errand]
) -> list[Placed[Referral]]:
    placed = [
        Placed(_read_referral(each, reading, errands), each) for each in entry.entries("elsewhere")
    ]
    entry.finish()
    return placed


def _read_referral(entry: Entry, reading: Reading, errands: Mapping[str, Errand]) -> Referral:
    name = entry.word("errand")
    errand = errands.get(name)
    if errand is None and name:
        entry.wrong("errand", f'no errand is called "{name}".', nearest(name, errands))
    usual = errand.elsewhere if errand else None
    if usual and "place" not in entry and "link" not in entry:
        elsewhere = usual
    else:
        elsewhere = Elsewhere(place=reading.text(entry, "place"), link=read_link(entry, "link"))
    entry.finish()
    return Referral(errand=name, elsewhere=elsewhere)
