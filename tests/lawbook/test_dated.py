"""Versions in time: which one counts on a day, and on which days the answer can change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcome_office.lawbook.dated import Dated, Force, Version

OLD = Version(date(2020, 3, 1), date(2023, 11, 17), "old")
NEW = Version(date(2023, 11, 18), date(2024, 5, 31), "new")
NEWEST = Version(date(2024, 7, 1), None, "newest")
LAW = Dated((OLD, NEW, NEWEST))


@pytest.mark.parametrize(
    ("day", "content", "force"),
    [
        (date(2020, 2, 29), None, Force.BEFORE_FIRST),
        (date(2023, 11, 17), "old", Force.IN_FORCE),
        (date(2023, 11, 18), "new", Force.IN_FORCE),
        (date(2024, 6, 1), None, Force.IN_A_GAP),
        (date(2024, 7, 1), "newest", Force.IN_FORCE),
        (date(2099, 1, 1), "newest", Force.IN_FORCE),
    ],
)
def test_one_version_counts_on_each_day(day: date, content: str | None, force: Force) -> None:
    assert (LAW.on(day), LAW.force_on(day)) == (content, force)


def test_after_the_last_day_nothing_is_in_force() -> None:
    assert Dated((OLD,)).force_on(date(2023, 11, 18)) is Force.AFTER_LAST


@given(st.integers(0, 2000))
def test_between_change_days_nothing_changes(offset: int) -> None:
    day = date(2020, 1, 1) + timedelta(days=offset)
    before = day - timedelta(days=1)

    changed = LAW.on(day) != LAW.on(before)

    assert changed == (day in LAW.change_days())


def test_two_versions_on_one_day_cannot_exist() -> None:
    with pytest.raises(ValueError, match="Two versions apply on 2023-11-17"):
        Dated((OLD, Version(date(2023, 11, 17), None, "new")))


def test_a_version_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins on 2024-01-02"):
        Version(date(2024, 1, 2), date(2024, 1, 1), "wrong")
