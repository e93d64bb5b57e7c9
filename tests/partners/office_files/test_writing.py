"""What is exported reads back as exactly the same office."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welcome_office.law.errands import Condition, Fee, Requirement, Text, When
from welcome_office.partners.office_files import (
    Channel,
    Closure,
    OfficeFile,
    Resource,
    Service,
    Shift,
    ShiftException,
)
from welcome_office.partners.office_files.parsing import read_office_files
from welcome_office.partners.office_files.writing import write_office

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = (ROOT / "offices" / "bochum", ROOT / "tests" / "offices" / "lindhafen")
CHANNELS: tuple[tuple[Channel, ...] | None, ...] = (None, ("on_site",), ("phone", "video"))
TOWN = read_office_files(FOLDERS[1])

words = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30
).map(str.strip).filter(bool)  # fmt: skip
texts = st.builds(lambda de, uk: Text.of(de=de, uk=uk), words, words)
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
days = st.dates(FIRST, LAST)
cents = st.integers(0, 100_000).map(lambda amount: Decimal(amount) / 100)


@st.composite
def spans(draw: st.DrawFn, first: int, last: int) -> tuple[int, int]:
    start, end = sorted(draw(st.sets(st.integers(first, last), min_size=2, max_size=2)))
    return start, end


@st.composite
def shifts(draw: st.DrawFn, weekday: int) -> Shift:
    (hours,) = (each for each in TOWN.office.opening if weekday in each.weekdays)
    start, end = draw(spans(hours.from_minute, hours.to_minute))
    begins = draw(st.none() | days)
    return Shift(
        weekdays=(weekday,),
        from_minute=start,
        to_minute=end,
        valid_from=begins,
        valid_until=draw(st.none() | st.dates(begins or FIRST, LAST)),
        every_weeks=draw(st.integers(1, 4)) if begins else 1,
        breaks=tuple(draw(st.lists(spans(start, end), max_size=1))),
        services=draw(st.sampled_from([None, (), ("anmelden",)])),
        channels=draw(st.sampled_from(CHANNELS)),
    )


@st.composite
def desks(draw: st.DrawFn) -> Resource:
    weekdays = draw(st.sets(st.sampled_from([2, 4, 6])))
    closed, (start, end) = draw(st.booleans()), draw(spans(0, 1440))
    exception = ShiftException(date=draw(days), closed=True)
    if not closed:
        exception = replace(exception, closed=False, from_minute=start, to_minute=end)
    return Resource(
        id="neu",
        kind="counsellor",
        name=draw(texts),
        partner="gemeinde",
        desk=draw(st.just("") | words),
        services=draw(st.sampled_from([(), ("anmelden",)])),
        languages=tuple(draw(st.sets(st.sampled_from(["de", "uk", "no"]), min_size=1))),
        hours=tuple(draw(shifts(weekday)) for weekday in sorted(weekdays)),
        exceptions=draw(st.sampled_from([(), (exception,)])),
    )


@st.composite
def fees(draw: st.DrawFn) -> Fee:
    low, high = sorted([draw(cents), draw(cents)])
    priced = draw(st.booleans())
    return Fee(
        minimum=low if priced else None,
        maximum=high if priced else None,
        minor=draw(st.none() | cents),
        per=draw(st.sampled_from(["person", "visit", "month"])),
        norm=draw(words),
        text=draw(texts) if not priced else draw(st.none() | texts),
    )


@st.composite
def services(draw: st.DrawFn) -> Service:
    conditions = st.sampled_from(
        [(), (Condition("age_under", 6), Condition("married", allowed=True))]
    )
    paper = Requirement(
        id=draw(st.sampled_from(["passport", "brief"])),
        text=draw(texts),
        when=When(draw(conditions)),
        per=draw(st.sampled_from(["person", "visit"])),
        legal=draw(words),
    )
    extra = draw(st.integers(0, 60))
    return replace(
        TOWN.services_by_id["anmelden"],
        name=draw(texts),
        term=draw(words),
        minutes=draw(st.integers(1, 240)),
        minutes_per_extra_person=extra,
        together=extra > 0 or draw(st.booleans()),
        fee=draw(fees()),
        papers=draw(st.sampled_from([(), (paper,)])),
        when=When(draw(conditions)),
        confidence=draw(st.sampled_from(["high", "medium", "low"])),
    )


@st.composite
def offices(draw: st.DrawFn) -> OfficeFile:
    first, last = sorted([draw(days), draw(days)])
    return replace(
        TOWN,
        office=replace(TOWN.office, name=draw(texts), operator=draw(texts)),
        closures=(Closure(first=first, last=last, reason=draw(texts)),),
        partners=(replace(TOWN.partners[0], description=draw(texts)), *TOWN.partners[1:]),
        services=(draw(services()), *TOWN.services[1:]),
        resources=(*TOWN.resources, draw(desks())),
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_an_office_survives_export_and_reading(folder: Path, tmp_path: Path) -> None:
    file = read_office_files(folder)

    write_office(file, tmp_path / folder.name)

    assert read_office_files(tmp_path / folder.name) == file


@settings(deadline=None, max_examples=60)
@given(offices())
def test_any_office_survives_export_and_reading(file: OfficeFile) -> None:
    with TemporaryDirectory() as folder:
        write_office(file, Path(folder))

        assert read_office_files(Path(folder)) == file


def test_what_was_read_is_written_with_the_same_bytes(tmp_path: Path) -> None:
    write_office(TOWN, tmp_path / "one")
    write_office(read_office_files(tmp_path / "one"), tmp_path / "two")

    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
