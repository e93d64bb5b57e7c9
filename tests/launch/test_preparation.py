"""Steps are taken when something they rest on has changed, and only then."""

import os
import sys
from pathlib import Path

import pytest

from welcome_office.launch.errors import LaunchError
from welcome_office.launch.preparation import STEPS, Step, files_of, fingerprint, take_steps


def noting(title: str, diary: Path, *, every_day: bool = False) -> Step:
    program = f"open({str(diary)!r}, 'a').write('{title} ')"
    return Step(title, (sys.executable, "-c", program), (), every_day=every_day)


def test_steps_are_taken_once_for_a_database(tmp_path: Path) -> None:
    diary, done = tmp_path / "diary", tmp_path / "done.json"
    steps = (noting("tables", diary), noting("office", diary))

    for _ in range(2):
        take_steps(os.environ, done_file=done, steps=steps)

    assert diary.read_text() == "tables office "


def test_changed_step_is_taken_again_with_all_that_follow(tmp_path: Path) -> None:
    diary, done = tmp_path / "diary", tmp_path / "done.json"
    tables, office, visits = (noting(title, diary) for title in ("tables", "office", "visits"))
    take_steps(os.environ, done_file=done, steps=(tables, office, visits))
    diary.unlink()

    changed = noting("office", diary, every_day=True)
    take_steps(os.environ, done_file=done, steps=(tables, changed, visits))

    assert diary.read_text() == "office visits "


def test_database_of_somebody_else_is_always_prepared(tmp_path: Path) -> None:
    diary = tmp_path / "diary"

    for _ in range(2):
        take_steps(os.environ, done_file=None, steps=(noting("tables", diary),))

    assert diary.read_text() == "tables tables "


def test_step_that_fails_speaks_and_is_not_done(tmp_path: Path) -> None:
    done = tmp_path / "done.json"
    failing = Step("office", (sys.executable, "-c", "raise SystemExit('No such desk.')"), ())

    with pytest.raises(LaunchError, match=r"No such desk\.\s+The step “office” failed"):
        take_steps(os.environ, done_file=done, steps=(failing,))

    assert not done.exists()


@pytest.mark.parametrize("entry", STEPS, ids=[entry.title for entry in STEPS])
def test_every_step_names_files_that_exist(entry: Step) -> None:
    assert list(files_of(entry)) != []
    assert fingerprint(entry) == fingerprint(entry)
