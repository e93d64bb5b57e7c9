"""Kinds are learned when they are made; two threads that learned one at once crashed a process."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import msgspec
import pytest

from welcome_office.core.reading import reader
from welcome_office.launch.places import PACKAGE

# Commands read these in their only thread.
IN_ONE_THREAD = {"core/reading.py", "law/recognition/contract.py", "scheduling/document.py"}


@dataclass(frozen=True)
class Inner:
    name: str


@dataclass(frozen=True)
class Outer:
    inner: Inner


@dataclass(frozen=True)
class Unprepared:
    inner: str


def lessons(read: Callable[[], object]) -> int:
    """How often msgspec had to learn something meanwhile."""
    learned = 0

    def look(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal learned
        learned += event == "call" and frame.f_code.co_name == "get_dataclass_info"

    sys.setprofile(look)
    try:
        read()
    finally:
        sys.setprofile(None)
    return learned


def test_reading_learns_nothing_any_more() -> None:
    read = reader(Outer)

    assert lessons(lambda: read({"inner": {"name": "Ana"}})) == 0
    assert lessons(lambda: msgspec.convert({"inner": "Ana"}, Unprepared)) == 1


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$.inner.name"):
        reader(Outer)({"inner": {"name": 7}})


def test_everybody_reads_by_prepared_readers() -> None:
    def reads_unprepared(file: Path) -> bool:
        source = file.read_text(encoding="utf-8")
        return "msgspec.convert" in source or "Decoder(" in source or ", type=" in source

    suspects = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if "msgspec" in file.read_text(encoding="utf-8") and reads_unprepared(file)
    }

    # The settings of providers hold nothing but texts.
    assert suspects == IN_ONE_THREAD | {"web/desk/provider/providers.py"}
