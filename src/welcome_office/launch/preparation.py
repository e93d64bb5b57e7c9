"""What has to happen between an empty database and the first page, each step only when needed."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from welcome_office.launch.assets import assets_are_ready, make_assets
from welcome_office.launch.errors import LaunchError
from welcome_office.launch.node import npm_command
from welcome_office.launch.places import PACKAGE, checkout, var_directory
from welcome_office.launch.servers import django
from welcome_office.launch.steps import step
from welcome_office.launch.translations import compile_translations, find_outdated

# Packages that bring tables of their own.
PACKAGES_WITH_TABLES = ("django", "django-allauth", "procrastinate")


@dataclass(frozen=True)
class Step:
    """A command, and the files that make it necessary again when they change."""

    title: str
    command: tuple[str, ...]
    # Patterns below the checkout or the package.
    made_from: tuple[str, ...]
    # Its result depends on the day, too.
    every_day: bool = False
    # A folder of ours that must be there afterwards.
    makes: str = ""

    @property
    def result_is_there(self) -> bool:
        return (var_directory() / self.makes).exists()


def our_command(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "welcome_office", *arguments)


# In this order: what follows a step may rest on it.
STEPS = (
    Step(
        "Database tables",
        (*django("migrate", "--no-input", "-v", "0"),),
        ("**/migrations/*.py",),
    ),
    Step(
        "Files for the web",
        (*django("collectstatic", "--no-input", "-v", "0"),),
        ("web/static/**/*", "config/settings.py"),
        makes="static",
    ),
    Step(
        "The office in Bochum",
        our_command("load-office", str(checkout() / "offices" / "bochum"), "--demo"),
        ("bochum/**/*", "law/errands/**/*", "partners/**/*.py"),
    ),
    Step(
        "Staff accounts of the demonstration",
        our_command("open-demo-accounts"),
        ("web/desk/demo.py", "bochum/**/*"),
        makes="sign-ins.txt",
    ),
    # Last, for it is taken anew every day.
    Step(
        "Invented visits for the coming weeks",
        our_command("invent-visits"),
        ("visits/demo.py",),
        every_day=True,
    ),
)


def take_steps(
    environment: Mapping[str, str], *, done_file: Path | None, steps: Sequence[Step] = STEPS
) -> None:
    """Take every step whose files have changed since it was taken for this database.

    Without a file to remember by - the database is somebody else's - every step is taken.
    """
    before = read_done(done_file)
    done: dict[str, str] = {}
    unchanged = True
    for entry in steps:
        done[entry.title] = fingerprint(entry)
        # What follows a step may rest on it: it is taken again, too.
        if unchanged and entry.result_is_there and before.get(entry.title) == done[entry.title]:
            continue
        unchanged = False
        with step(entry.title):
            take(entry, environment)
        if done_file is not None:
            done_file.write_text(json.dumps(done, indent=1))


def prepare_files() -> None:
    """What web pages need before anything starts; instant when nothing has changed."""
    if not assets_are_ready(checkout()):
        # May have to install Node.js, with lines of its own.
        npm_command()
        with step("Style sheet and fonts"):
            make_assets(checkout())
    if find_outdated():
        with step("Translations"):
            compile_translations()


def read_done(done_file: Path | None) -> dict[str, str]:
    if done_file is None or not done_file.exists():
        return {}
    done: dict[str, str] = json.loads(done_file.read_text())
    return done


def take(entry: Step, environment: Mapping[str, str]) -> None:
    result = subprocess.run(
        entry.command,
        env=environment,
        cwd=checkout(),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    if result.returncode != 0:
        output = (result.stdout + result.stderr).strip()
        raise LaunchError(f"{output}\n\nThe step “{entry.title}” failed; the words above say why.")


def fingerprint(entry: Step) -> str:
    digest = hashlib.sha256(json.dumps([*map(version, PACKAGES_WITH_TABLES)]).encode())
    for path in files_of(entry):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    if entry.every_day:
        digest.update(date.today().isoformat().encode())  # noqa: DTZ011 (the machine's day)
    return digest.hexdigest()


def files_of(entry: Step) -> Iterable[Path]:
    roots = (PACKAGE, checkout() / "offices")
    found = {path for root in roots for pattern in entry.made_from for path in root.glob(pattern)}
    return sorted(path for path in found if path.is_file())
