"""The system account that PostgreSQL runs under when the launcher is root (it refuses root)."""

import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from welcome_office.launch.errors import LaunchError

# macOS brings an account for PostgreSQL along and has no `useradd`.
ACCOUNT_NAME = "_postgres" if sys.platform == "darwin" else "welcome-office"
# Everything of ours that belongs to that account, or that it must be able to read.
SYSTEM_HOME = Path("/var/lib/welcome-office")


@dataclass(frozen=True)
class Account:
    """Whom PostgreSQL's programs run as; `switches` only when that is somebody else than we."""

    name: str
    uid: int
    gid: int
    switches: bool

    def process_options(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program as this account."""
        if not self.switches:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Hand a path that we have just made over to this account."""
        if self.switches:
            os.chown(path, self.uid, self.gid)


def database_account() -> Account:
    """Ourselves; for root an own account without rights, made where it is missing."""
    if os.geteuid() != 0:
        # A container may run us under a number that has no name.
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), switches=False)

    entry = find_entry() or create_entry()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switches=True)


def find_entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        return None


def create_entry() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd is None:
        raise LaunchError(
            f"As root, PostgreSQL needs an account of its own and `useradd` is missing. "
            f"Make a system account named {ACCOUNT_NAME}, or start as an ordinary user."
        )
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    command = [useradd, *options, "--home-dir", str(SYSTEM_HOME), ACCOUNT_NAME]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    # A second start at the same moment may have been quicker: then the account is simply there.
    entry = find_entry()
    if entry is None:
        raise LaunchError(
            f"The account {ACCOUNT_NAME} cannot be made: {result.stderr.strip()} "
            "Make it by hand, or start as an ordinary user."
        )
    return entry
