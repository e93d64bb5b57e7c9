"""Where the running program keeps what is its own."""

import hashlib
import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def checkout() -> Path:
    """The folder with offices/ and var/: the checkout, or where an installed program is started."""
    candidate = PACKAGE.parents[1]
    return candidate if (candidate / "pyproject.toml").exists() else Path.cwd()


def var_directory() -> Path:
    """Our own folder for data, closed to everybody else; WELCOME_OFFICE_VAR moves it."""
    chosen = os.environ.get("WELCOME_OFFICE_VAR")
    path = Path(chosen).resolve() if chosen else checkout() / "var"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def short_name(path: Path) -> str:
    """Tells apart several checkouts on one machine."""
    return f"{path.parent.name}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
