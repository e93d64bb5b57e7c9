"""The statement says no more than what was tested and checked."""

from dataclasses import replace
from datetime import date

import pytest

from welcome_office.accessibility.enforcement import read_enforcement
from welcome_office.accessibility.statement import (
    Check,
    Looks,
    Run,
    Statement,
    read_run,
    read_statement,
)
from welcome_office.law.errands import Text

TEXT = Text.of(de="x", en="x", ar="x")
RUN = Run(
    tested_on=date(2028, 2, 29),
    version="1",
    commit="abc",
    tool="axe-core 4",
    pages=(Looks(page="public:start", looks=2, languages=("de", "ar"), widths=(360,)),),
    not_looked_at=(),
)
DONE = Check(
    id="x", criterion="1", what=TEXT, result="met", how=TEXT, by=TEXT, day=date(2028, 2, 1)
)
FULL = Statement(run=RUN, checks=(DONE,), limits=())


def test_full_only_when_nothing_is_missing() -> None:
    (limit, *_) = read_statement().limits
    not_yet = Check(id="y", criterion="1", what=TEXT, result="not_yet")
    problem = replace(RUN.pages[0], problems=("color-contrast",))

    lacking = [
        replace(FULL, limits=(limit,)),
        replace(FULL, checks=(DONE, not_yet)),
        replace(FULL, run=replace(RUN, not_looked_at=("public:check",))),
        replace(FULL, run=replace(RUN, pages=(problem,))),
    ]

    assert FULL.is_full
    assert [each.is_full for each in lacking] == [False] * 4


def test_review_is_a_year_later_even_after_a_leap_day() -> None:
    assert (FULL.made_on, FULL.review_by) == (date(2028, 2, 29), date(2029, 2, 28))


@pytest.mark.parametrize(
    "changed",
    [{"by": None}, {"day": None}, {"result": "not_yet"}, {"result": "perfect"}],
    ids=["by nobody", "never", "not yet, with a day", "unknown word"],
)
def test_check_says_how_by_whom_and_when_or_that_nobody_did(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="Check x"):
        replace(DONE, **changed)  # type: ignore[arg-type] # what is wrong is what is tested


def test_packed_files_are_complete_in_three_languages() -> None:
    statement = read_statement()
    texts = [each for limit in statement.limits for each in (limit.what, limit.reason)]
    texts += [limit.instead for limit in statement.limits]
    texts += [check.what for check in statement.checks]
    for land in read_enforcement().values():
        texts += [land.laws, land.ombuds_office, land.ground]

    assert {text.languages for text in texts} == {("ar", "de", "en")}


def test_results_are_read_as_they_were_written() -> None:
    said = {
        "tested_on": "2028-02-29",
        "version": "1",
        "commit": "abc",
        "tool": "axe-core 4",
        "pages": {
            "public:start": {"looks": 2, "languages": ["de", "ar"], "widths": [360], "problems": []}
        },
        "not_looked_at": [],
    }

    assert read_run(said) == RUN
