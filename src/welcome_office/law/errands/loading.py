"""Loads the catalogue of errands, or refuses it with everything that is wrong in it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from welcome_office.law.errands.care.blocks import mark_outdated
from welcome_office.law.errands.care.records import read_records
from welcome_office.law.errands.model import Errand, Group, OneStop, Situation, Source, Text
from welcome_office.law.errands.parts import (
    CONFIDENCES,
    Reading,
    read_deadlines,
    read_elsewhere,
    read_fee,
    read_in_person,
    read_minutes,
    read_papers,
    read_precedences,
    read_sources,
    read_variants,
    read_when,
)
from welcome_office.law.errands.reading import Entry, nearest
from welcome_office.lawbook.fields import NEWCOMER_LANGUAGES
from welcome_office.lawbook.problems import Place, Problems
from welcome_office.lawbook.reading import Block, read_folder

SITUATIONS: tuple[Situation, ...] = get_args(Situation)
GROUPS: tuple[Group, ...] = get_args(Group)
ONE_STOP: tuple[OneStop, ...] = get_args(OneStop)
OWN_KNOWLEDGE = "own"
# Which German text each translation was made from.
NOTED = Path(__file__).with_name("translated.csv")


@cache
def load_errands() -> Mapping[str, Errand]:
    """Read the catalogue of this package once per process, outdated translations marked."""
    errands = read_errands(Path(__file__).parent)
    return MappingProxyType(mark_outdated(dict(errands), read_records(NOTED)))


@cache
def load_wordings() -> Reading:
    """Give the shared wordings and sources, so that an office's files may refer to them too."""
    problems = Problems()
    reading = _read_shared(read_folder(Path(__file__).parent, problems), problems)
    records = read_records(NOTED)
    return replace(
        reading,
        papers=mark_outdated(reading.papers, records),
        in_person=mark_outdated(reading.in_person, records),
        reasons=mark_outdated(reading.reasons, records),
    )


def read_errands(folder: Path) -> Mapping[str, Errand]:
    """Read a catalogue: errands by id, in the order of the pages.

    Raises `LawError` with every missing source or translation, unknown name, doubled id and
    circle, each with file and line.
    """
    problems = Problems()
    files = read_folder(folder, problems)
    reading = _read_shared(files, problems)
    errands: dict[str, Errand] = {}
    places: dict[str, Place] = {}
    for situation, entry in _entries_by_situation(files, problems):
        errand = _read_errand(entry, situation, reading)
        if errand.id in errands:
            entry.wrong("id", f'"{errand.id}" stands here twice.', "Rename one of the two.")
        errands[errand.id] = errand
        places[errand.id] = entry.place
    _check_names(errands, places, problems)
    _check_order(errands, places, problems)
    problems.stop_if_any()
    return MappingProxyType(errands)


def _read_shared(files: Mapping[str, Block], problems: Problems) -> Reading:
    top = Block(Place("errands/shared.yaml", 1))
    shared = Entry(files.get("shared.yaml", top), problems)
    sources = Entry(files.get("sources.yaml", top), problems)
    return Reading(
        problems=problems,
        languages=NEWCOMER_LANGUAGES,
        papers=_texts(shared, "papers"),
        in_person=_texts(shared, "in_person"),
        reasons=_texts(shared, "reasons"),
        sources={name: _read_source(sources, name) for name in sources.keys},
        instead=_texts(shared, "instead") if "instead" in shared else {},
    )


def _texts(entry: Entry, key: str) -> Mapping[str, Text]:
    inside = entry.entry(key)
    return {name: inside.text(name, languages=NEWCOMER_LANGUAGES) for name in inside.keys}


def _read_source(entry: Entry, name: str) -> Source:
    inside = entry.entry(name)
    source = Source(id=name, title=inside.word("title"), link=inside.word("link"))
    inside.finish()
    return source


def _entries_by_situation(
    files: Mapping[str, Block], problems: Problems
) -> list[tuple[Situation, Entry]]:
    found: list[tuple[Situation, Entry]] = []
    for name, block in files.items():
        if name in ("shared.yaml", "sources.yaml"):
            continue
        file = Entry(block, problems)
        situation = file.one_of("situation", SITUATIONS)
        found += [(situation, entry) for entry in file.entries("errands")]
        file.finish()
    return sorted(found, key=lambda each: SITUATIONS.index(each[0]))


def _read_errand(entry: Entry, situation: Situation, reading: Reading) -> Errand:
    legal = entry.word("legal")
    one_stop = entry.one_of("one_stop", ONE_STOP)
    errand = Errand(
        id=entry.word("id"),
        situation=situation,
        groups=entry.some_of("groups", GROUPS),
        term=entry.word("term"),
        name=reading.text(entry, "name"),
        explanation=reading.text(entry, "explanation"),
        body=entry.word("body"),
        legal=legal,
        one_stop=one_stop,
        minutes=read_minutes(entry, reading),
        fee=read_fee(entry, reading),
        in_person=read_in_person(entry, reading),
        checked=entry.day("checked"),
        confidence=entry.one_of("confidence", CONFIDENCES),
        sources=read_sources(entry, reading),
        when=read_when(entry),
        instead_of=entry.optional("instead_of", entry.word),
        deadlines=read_deadlines(entry, reading),
        papers=read_papers(entry, reading, legal=legal),
        variants=read_variants(entry, reading),
        handover=reading.text(entry, "handover") if one_stop == "part" else None,
        elsewhere=read_elsewhere(entry, reading) if one_stop == "no" else None,
        after=read_precedences(entry, reading),
        produces=entry.words("produces") if "produces" in entry else (),
        leika=entry.words("leika") if "leika" in entry else (),
    )
    _check_errand(errand, entry)
    entry.finish()
    return errand


def _check_errand(errand: Errand, entry: Entry) -> None:
    if errand.confidence == "high" and [each.id for each in errand.sources] == [OWN_KNOWLEDGE]:
        entry.wrong("confidence", "nobody confirmed this.", 'Write "low", or name a source.')
    if errand.is_bookable and not errand.minutes.value:
        entry.wrong("minutes", "a desk needs time for it.", 'Give a "value" above 0.')
    facts = {condition.fact for condition in errand.when.conditions}
    for variant in errand.variants:
        if facts & {condition.fact for condition in variant.when.conditions}:
            what = f'variant "{variant.id}" asks again what the errand asks.'
            entry.wrong("variants", what, 'Remove the fact from the variant\'s "when".')
    for key in errand.leika:
        if len(key) != 14 or not key.isdecimal():
            entry.wrong("leika", f'"{key}" is no LeiKa key.', "Write its 14 digits in quotes.")


def _check_names(
    errands: Mapping[str, Errand], places: Mapping[str, Place], problems: Problems
) -> None:
    for errand in errands.values():
        named = [each.errand for each in errand.after]
        for name in [*named, *filter(None, [errand.instead_of])]:
            if name not in errands:
                what = f'errand "{errand.id}" refers to "{name}", which does not exist.'
                problems.add(places[errand.id], what, nearest(name, errands))


def _check_order(
    errands: Mapping[str, Errand], places: Mapping[str, Place], problems: Problems
) -> None:
    graph = {
        errand.id: {each.errand for each in errand.after if each.errand in errands}
        for errand in errands.values()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        what = f"these errands wait for each other: {' → '.join(circle)}."
        problems.add(places[circle[0]], what, 'Remove one "after".')
