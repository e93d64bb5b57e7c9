"""What was released: where its code lies, which tables it knows, which work it queues.

    python -m tools.releases check         (`make check`)
    python -m tools.releases note 0.2.0    after the release is tagged

While a version is installed, the one before still runs: readers notice nothing. So tables may only
grow from one release to the next, and work that the old one queued is done by the new one.
"""

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import django
import msgspec

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from django.db.migrations import Migration  # noqa: E402 - needs Django set up
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from procrastinate.contrib.django import app  # noqa: E402

from tools.growing import problems_of  # noqa: E402
from welcome_office import __version__  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
LIST = Path(__file__).with_name("releases.json")
OURS = "welcome_office."
# What the queue itself brings along.
QUEUES_OWN = ("procrastinate.", "builtin:")


class Release(msgspec.Struct, frozen=True):
    """One version that somebody may run."""

    version: str
    commit: str
    # For each app the migrations that nothing followed yet.
    migrations: Mapping[str, tuple[str, ...]]
    # For each kind of work in the background, what it is told.
    tasks: Mapping[str, tuple[str, ...]]


def main() -> None:
    """Note a release, or check what came after the last one."""
    match sys.argv[1:]:
        case ["check"]:
            found = [*problems_of_migrations(last_release()), *problems_of_tasks(last_release())]
            if found:
                sys.exit("\n".join([*found, "See docs/releasing.md, Tables only grow."]))
            print(f"The programs of {last_release().version} can go on while this is installed.")
        case ["note", version]:
            note(version)
        case _:
            sys.exit(__doc__)


def releases() -> list[Release]:
    """All of them, the oldest first."""
    return msgspec.json.decode(LIST.read_bytes(), type=list[Release])


def last_release() -> Release:
    """The one that most offices run."""
    return releases()[-1]


def is_here(release: Release) -> bool:
    """Whether this clone holds the release's code: a shallow one may not."""
    asked = subprocess.run(
        ["git", "cat-file", "-e", f"{release.commit}^{{commit}}"],  # noqa: S607 - the usual git
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    return asked.returncode == 0


def unpack(release: Release, folder: Path) -> None:
    """Put the release's files into a folder, as they were."""
    packed = git("archive", "--format=tar", release.commit)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed, check=True)  # noqa: S607


def note(version: str) -> None:
    """Add the checked out commit to the list as this version."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version) or version != __version__:
        sys.exit(f"This checkout is {__version__}. Set __version__ and tag it first.")
    if any(release.version == version for release in releases()):
        sys.exit(f"{version} is in the list already.")
    commit = git("rev-parse", f"v{version}^{{commit}}").decode().strip()
    made = Release(version, commit, migrations=leaves(), tasks=tasks())
    LIST.write_bytes(msgspec.json.format(msgspec.json.encode([*releases(), made]), indent=1))


def git(*arguments: str) -> bytes:
    """Ask git; without an answer nothing goes on."""
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S607


def leaves() -> dict[str, tuple[str, ...]]:
    """For each app of ours the migrations that nothing follows yet."""
    loader = MigrationLoader(None)
    labels = sorted({key[0] for key, found in loader.disk_migrations.items() if _is_ours(found)})
    return {
        label: tuple(name for _, name in sorted(loader.graph.leaf_nodes(label))) for label in labels
    }


def tasks() -> dict[str, tuple[str, ...]]:
    """What is done in the background, and what each kind of work is told."""
    app.perform_import_paths()  # type: ignore[no-untyped-call] # procrastinate has no type here
    return {
        name: tuple(inspect.signature(task.func).parameters)
        for name, task in sorted(app.tasks.items())
        if not name.startswith(QUEUES_OWN)
    }


def problems_of_migrations(release: Release) -> Iterator[str]:
    """What in newer migrations would trip the release's programs."""
    loader = MigrationLoader(None)
    leaves_then = [(label, name) for label, names in release.migrations.items() for name in names]
    applied = {key for leaf in leaves_then for key in loader.graph.forwards_plan(leaf)}
    state = loader.project_state(leaves_then)
    known = frozenset(state.models)
    for leaf in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(leaf):
            if key in applied or not _is_ours(loader.disk_migrations[key]):
                continue
            applied.add(key)
            yield from problems_of(loader.disk_migrations[key], state=state, known=known)


def problems_of_tasks(release: Release) -> Iterator[str]:
    """Which work that the release may have queued could not be done any more."""
    now = tasks()
    for name, told in release.tasks.items():
        if name not in now:
            yield f"{name} is gone; {release.version} may have queued it. Keep it for a release."
        elif now[name] != told:
            yield f"{name} takes {now[name]}; {release.version} tells it {told}. Add a new one."


def _is_ours(migration: Migration) -> bool:
    return type(migration).__module__.startswith(OURS)


if __name__ == "__main__":
    main()
