"""Programs that tests need and no Python package brings: from Debian, where that is up to us."""

import os
import shutil
import subprocess


def install(package: str) -> bool:
    """Install a Debian package as root; whether that could be tried at all."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-qq", "-o", "DPkg::Lock::Timeout=600"]
    for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        subprocess.run([apt, *options, *command], env=environment, check=True)
    return True


def find_pooler() -> str | None:
    """PgBouncer, which Debian keeps where ordinary users do not look."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
