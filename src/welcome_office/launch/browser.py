"""The browser that plays journeys in the tests."""

import os
import shutil
from pathlib import Path

from welcome_office.launch import debian
from welcome_office.launch.errors import LaunchError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_browser() -> str | None:
    """The program to start: CHROMIUM where it is set, else what the machine has."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen
    found = (*map(shutil.which, NAMES), *filter(Path.exists, map(Path, ON_MACOS)))
    return next((str(path) for path in found if path), None)


def browser() -> str:
    """The program to start, or what to do where there is none."""
    path = find_browser()
    if path is None:
        raise LaunchError(
            "The tests need Chromium. Debian: apt install chromium. macOS: brew install --cask "
            "chromium. Elsewhere: install Chromium or Chrome and set CHROMIUM to its path."
        )
    return path


def install_browser() -> None:
    """Install Chromium where that is up to us: as root on Debian and its relatives."""
    if find_browser() is None:
        debian.install("chromium")
    browser()
