"""Packs what a server needs: one wheel, its locked packages by name and hash, and what is in them.

    python -m tools.dist    (`make dist`)

The same commit gives the same wheel: it is built from the files that git knows and those that are
made from them, with the commit's time.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
PACKAGE = ROOT / "src" / "welcome_office"
LOCK = ROOT / "requirements" / "run.txt"
# Made from what git knows, and part of the wheel.
MADE = ("web/static/build/**/*", "core/fonts/*", "locale/**/*.mo")


def main() -> None:
    """Write everything to dist/."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    with TemporaryDirectory() as folder:
        copy_sources(Path(folder))
        build_wheel(Path(folder))
    shutil.copyfile(LOCK, DIST / "requirements.txt")
    write_bill_of_materials(DIST / "sbom.cdx.json")
    (DIST / "licences.txt").write_text("".join(licence_lines(LOCK.read_text())))
    write_digests(DIST)
    for path in sorted(DIST.iterdir()):
        print(f"  dist/{path.name}  {path.stat().st_size / 1024:.0f} KiB")


def copy_sources(target: Path) -> None:
    """Copy the committed files of the package, and what was made from them."""
    listed = run("git", "ls-files", "-z", "src", "pyproject.toml", "README.md", "LICENSE")
    made = (path for pattern in MADE for path in PACKAGE.glob(pattern))
    names = {ROOT / name for name in listed.split("\0") if name}
    for path in sorted(names | {path for path in made if path.is_file()}):
        copy = target / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def build_wheel(sources: Path) -> None:
    """Build the wheel offline, with the time of the commit."""
    moment = run("git", "log", "-1", "--format=%ct").strip()
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    run(
        *(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(DIST), str(sources)),
        SOURCE_DATE_EPOCH=moment,
    )


def write_bill_of_materials(path: Path) -> None:
    """Write the list of all packages, the indirect ones too (CycloneDX)."""
    command = (str(Path(sys.executable).with_name("cyclonedx-py")), "requirements", str(LOCK))
    run(*command, "--output-reproducible", "--output-file", str(path))


def licence_lines(lock: str) -> Iterable[str]:
    """One line per locked package: name, version, licence as its author gives it."""
    for line in lock.splitlines():
        if line and line[0] not in " #-":
            wanted = Requirement(line.removesuffix("\\").strip())
            if wanted.marker is None or wanted.marker.evaluate():
                version = str(wanted.specifier).removeprefix("==")
                yield f"{wanted.name} {version}: {licence(wanted.name)}\n"


def licence(name: str) -> str:
    """The licence that a package states: its expression, its classifiers, or its own words."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return "not installed here"
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or ()
        if each.startswith("License ::")
    ]
    own_words = str(said["License"] or "see its files").strip().splitlines()[0]
    return str(said["License-Expression"] or ", ".join(classifiers) or own_words)


def write_digests(folder: Path) -> None:
    """Write the digest of every file, as sha256sum reads it."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


def run(*command: str, **environment: str) -> str:
    """Run a program in the checkout; its words are told when it fails."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
