"""The environment is prepared once, and again only when it no longer fits."""

import json
from pathlib import Path

import pytest

from welcome_office.launch import bootstrap


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """An invented checkout whose environment is prepared for `run`."""
    (tmp_path / "requirements").mkdir()
    for name in ("build", "run", "dev", "node"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    bootstrap.python_of(tmp_path).parent.mkdir(parents=True)
    bootstrap.python_of(tmp_path).touch()
    stamp = bootstrap.wanted_stamp(tmp_path, "run")
    bootstrap.stamp_path(tmp_path).write_text(json.dumps(stamp))
    return tmp_path


@pytest.mark.parametrize(("changed", "fits"), [("run", False), ("build", False), ("dev", True)])
def test_only_its_own_lock_files_make_an_environment_unfit(
    checkout: Path, changed: str, fits: bool
) -> None:
    assert bootstrap.is_prepared(checkout, "run")

    (checkout / "requirements" / f"{changed}.txt").write_text(f"{changed}==2\n")

    assert bootstrap.is_prepared(checkout, "run") is fits


def test_environment_for_running_is_not_one_for_developing(checkout: Path) -> None:
    assert not bootstrap.is_prepared(checkout, "dev")


def test_environment_of_a_moved_checkout_is_unfit(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("moved"))

    assert not bootstrap.is_prepared(moved, "run")


def test_environment_whose_python_is_gone_is_unfit(checkout: Path) -> None:
    bootstrap.python_of(checkout).unlink()

    assert not bootstrap.is_prepared(checkout, "run")
