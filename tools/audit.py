"""Asks whether locked packages have known weaknesses; `make check` ends when one has.

Where the registry cannot be asked (no internet, a mirror without this service) the check goes on
and says how many packages it could not ask about.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = "requirements/run.txt"


def main() -> None:
    """Ask about every package that a server gets."""
    command = [
        str(Path(sys.executable).with_name("pip-audit")),
        "--disable-pip",
        "--require-hashes",
    ]
    options = ["--progress-spinner", "off", "--format", "json", "--requirement", LOCK]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        print(f"Known weaknesses: nobody could be asked. {done.stderr.strip().splitlines()[-1:]}")
        return
    lines, asked, silent = weaknesses(answer)
    print(f"Known weaknesses: {len(lines)} in {asked} packages; {silent} could not be asked about.")
    if lines:
        sys.exit("\n".join([*lines, "Upgrade them: `make lock UPGRADE=--upgrade`."]))


def weaknesses(answer: dict[str, Any]) -> tuple[list[str], int, int]:
    """What pip-audit found, how many packages it asked about, and how many not."""
    packages = answer["dependencies"]
    asked = [package for package in packages if "vulns" in package]
    lines = [
        f"{package['name']} {package['version']}: {each['id']}, mended in {each['fix_versions']}"
        for package in asked
        for each in package["vulns"]
    ]
    return lines, len(asked), len(packages) - len(asked)


if __name__ == "__main__":
    main()
