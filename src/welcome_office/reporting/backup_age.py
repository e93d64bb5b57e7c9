"""How old the newest backup is, where this process can see where backups lie."""

import os
from datetime import UTC, datetime, timedelta

from django.conf import settings

BACKUPS = "*.backup"
# A nightly backup that is older did not happen last night.
OLDEST_BACKUP = timedelta(hours=26)
LONGEST_TOLD = timedelta(days=7)


def age_of_newest_backup() -> timedelta | None:
    """Its age, a week where there is none; None where no folder is set that we may read."""
    folder = settings.BACKUP_FOLDER
    if folder is None or not os.access(folder, os.R_OK | os.X_OK):
        return None
    made = [datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in folder.glob(BACKUPS)]
    ages = [datetime.now(UTC) - moment for moment in made]
    return min(ages, default=LONGEST_TOLD)
