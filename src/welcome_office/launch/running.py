"""One launcher per checkout, and what the next one must know of the last."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from welcome_office.launch.children import end_processes_of


@dataclass(frozen=True)
class Running:
    """Another launcher is at work here; where its pages are, once they are."""

    address: str


@contextmanager
def only_launcher(var: Path) -> Iterator[Running | None]:
    """Hold the checkout's one place for a launcher, or learn who holds it."""
    with (var / "run.lock").open("w") as lock:
        try:
            # The system lets go of it when its holder ends, however that happens.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield Running(read_state(var).get("address", ""))
            return
        yield None


def end_leftovers(var: Path) -> int:
    """End what a killed launcher left running; returns how many processes that were."""
    run_name = read_state(var).get("run_name")
    return end_processes_of(run_name) if run_name else 0


@contextmanager
def noted(var: Path, *, run_name: str, address: str) -> Iterator[None]:
    """Keep a note of this run for other launchers, as long as anything of it may be running."""
    draft = var / "run.json.new"
    draft.write_text(json.dumps({"run_name": run_name, "address": address}))
    draft.rename(var / "run.json")
    try:
        yield
    finally:
        forget_state(var)


def forget_state(var: Path) -> None:
    (var / "run.json").unlink(missing_ok=True)


def read_state(var: Path) -> dict[str, str]:
    try:
        state: dict[str, str] = json.loads((var / "run.json").read_text())
    except FileNotFoundError:
        return {}
    return state
