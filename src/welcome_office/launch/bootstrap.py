"""Prepares .venv with the locked packages. Runs before anything is installed: Python alone.

Called by the Makefile as `python3 -I …/bootstrap.py run` or `… dev`.
"""

import fcntl
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
LOCK_FILES = {
    "run": ("build", "run"),
    "dev": ("build", "run", "dev"),
    # Only for machines without npm: see assets.py.
    "node": ("node",),
}


class SetupError(Exception):
    """The environment cannot be prepared; the message says what to do."""


def main(kind: str) -> None:
    """Prepare the environment for `run`, `dev` or `node`; instant when nothing has changed."""
    lock_path = CHECKOUT / "var" / "setup.lock"
    lock_path.parent.mkdir(mode=0o700, exist_ok=True)
    with lock_path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_prepared(CHECKOUT, kind):
            prepare(CHECKOUT, kind)


def is_prepared(checkout: Path, kind: str) -> bool:
    """Whether this environment was made here, for these locked versions."""
    return python_of(checkout).exists() and (
        read_stamp(checkout).items() >= wanted_stamp(checkout, kind).items()
    )


def prepare(checkout: Path, kind: str) -> None:
    began = time.monotonic()
    stamp = read_stamp(checkout)
    if stamp.get("checkout") != str(checkout) or not python_of(checkout).exists():
        create_environment(checkout, clear=bool(stamp))
        stamp = {}
    install(checkout, kind)
    stamp |= wanted_stamp(checkout, kind)
    stamp_path(checkout).write_text(json.dumps(stamp, indent=1))
    say(f"Python packages are ready ({time.monotonic() - began:.0f} s).")


def wanted_stamp(checkout: Path, kind: str) -> dict[str, str]:
    digest = hashlib.sha256()
    for path in (checkout / "pyproject.toml", *lock_files(checkout, kind)):
        digest.update(path.read_bytes())
    # A moved checkout needs a new environment: scripts in it name its path.
    return {"checkout": str(checkout), kind: digest.hexdigest()}


def read_stamp(checkout: Path) -> dict[str, str]:
    path = stamp_path(checkout)
    stamp: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return stamp


def stamp_path(checkout: Path) -> Path:
    return checkout / ".venv" / ".prepared.json"


def python_of(checkout: Path) -> Path:
    return checkout / ".venv" / "bin" / "python"


def lock_files(checkout: Path, kind: str) -> list[Path]:
    return [checkout / "requirements" / f"{name}.txt" for name in LOCK_FILES[kind]]


def create_environment(checkout: Path, *, clear: bool) -> None:
    say(f"Python {sys.version.split()[0]}: making .venv …")
    check_venv_is_there()
    command = [sys.executable, "-m", "venv", *(["--clear"] if clear else [])]
    result = subprocess.run(
        [*command, str(checkout / ".venv")], capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise SetupError(f"The environment .venv cannot be made:\n{result.stdout}{result.stderr}")


def check_venv_is_there() -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415 (some systems ship Python without it)
        import venv  # noqa: F401, PLC0415 (some systems ship Python without it)
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetupError(
            f"{sys.executable} comes without `venv`. On Debian and Ubuntu: "
            f"apt install python{version}-venv. Then repeat."
        ) from None


def install(checkout: Path, kind: str) -> None:
    say("Installing Python packages at their locked versions …")
    files = [argument for path in lock_files(checkout, kind) for argument in ("-r", str(path))]
    # Everything is locked, so pip resolves nothing: --no-deps.
    pip(checkout, "--require-hashes", "--no-deps", *files)
    if kind != "node":
        offline = ("--no-index", "--no-deps", "--no-build-isolation")
        pip(checkout, *offline, "--editable", str(checkout))


def pip(checkout: Path, *arguments: str) -> None:
    command = [str(python_of(checkout)), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=checkout)
    if result.returncode != 0:
        last_words = "\n".join((result.stdout + result.stderr).strip().splitlines()[-15:])
        raise SetupError(
            f"{last_words}\n\nThe packages could not be installed. The first time this needs "
            "the internet (or a package index set for pip). Then repeat."
        )


def say(text: str) -> None:
    print(f"  {text}", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except SetupError as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Nothing is half done: repeat whenever you like.")
