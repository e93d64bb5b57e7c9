"""PostgreSQL's programs are run where they lie, or copied where their account may go."""

import os
import secrets
import shutil
from pathlib import Path

import pytest

from welcome_office.launch.accounts import SYSTEM_HOME, database_account
from welcome_office.launch.binaries import (
    PROGRAMS,
    can_run,
    copy_programs,
    postgres_programs,
    wheel_parent,
)

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="concerns starts as root only")


def test_programs_found_can_be_run() -> None:
    account = database_account()

    assert can_run(postgres_programs(account), account)


@only_root
def test_root_hands_over_to_an_account_without_rights() -> None:
    account = database_account()

    assert account.switches
    assert account.uid != 0


@only_root
def test_programs_behind_a_closed_door_cannot_be_run_nor_is_it_opened(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "bin").symlink_to(wheel_parent() / PROGRAMS)

    assert not can_run(closed / "bin", database_account())
    assert closed.stat().st_mode & 0o777 == 0o700


@only_root
@pytest.mark.long
def test_copied_programs_can_be_run_whatever_the_mask() -> None:
    account = database_account()
    target = SYSTEM_HOME / f"test-copy-{secrets.token_hex(4)}"
    mask = os.umask(0o077)
    try:
        copy_programs(wheel_parent(), target)

        assert can_run(target / PROGRAMS, account)
    finally:
        os.umask(mask)
        shutil.rmtree(target)
