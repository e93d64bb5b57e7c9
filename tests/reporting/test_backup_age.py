"""An old backup is noticed before it is needed."""

import os
import time
from pathlib import Path

import pytest
from django.conf import LazySettings

from welcome_office.config.inspection import LOOKS
from welcome_office.reporting.operation import gauges

HOUR = 3600


def told() -> tuple[list[int], str]:
    """Hours as machines get them, and the remedy of the check."""
    (first, *_) = dict(LOOKS)["backups"]("backups")
    ages = [round(each.value) for each in gauges() if each.name == "backup_age_hours"]
    return ages, first.remedy


@pytest.mark.django_db
def test_the_age_of_the_newest_backup_is_told(settings: LazySettings, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = tmp_path / "backups"
    missing = told()
    settings.BACKUP_FOLDER.mkdir()
    none = told()
    for name, hours in (("a.backup", 40), ("b.backup", 30), ("half.part", 0)):
        (settings.BACKUP_FOLDER / name).touch()
        os.utime(settings.BACKUP_FOLDER / name, (0, time.time() - hours * HOUR))
    old = told()
    (settings.BACKUP_FOLDER / "c.backup").touch()

    look = "Look at `systemctl status welcome-office-backup.timer`."
    make = "Make the folder, for our account (chown welcome-office)."
    assert (missing, none, old) == (([], make), ([168], look), ([30], look))
    assert told() == ([0], "")


@pytest.mark.django_db
def test_without_a_folder_nothing_is_told(settings: LazySettings) -> None:
    settings.BACKUP_FOLDER = None

    assert told() == ([], "")
