"""What deploy/ starts exists, and every setting it names is explained."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from configparser import ConfigParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

from welcome_office.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
# Names of the Compose specification that a service may carry, as far as we use them.
KNOWN_TO_COMPOSE = {
    "cap_drop", "command", "depends_on", "env_file", "healthcheck", "image", "logging", "ports",
    "read_only", "restart", "security_opt", "tmpfs", "volumes",
}  # fmt: skip
SHUT_IN = [f"./welcome-office-{name}@1.2.3.service" for name in ("web", "worker", "upgrade")]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def unit(path: Path) -> ConfigParser:
    # Some names stand more than once in a unit.
    read = ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment, method-assign] # names are case-sensitive
    read.read(path)
    return read


def with_common(path: Path) -> dict[str, str]:
    """A unit's service section, laid over what stands for all of ours."""
    common = unit(DEPLOY / "welcome-office-.service.d" / "common.conf")["Service"]
    return {**common, **unit(path)["Service"]}


def settings_of(path: Path) -> list[str]:
    """The files with a unit's settings, as systemd reads them: the last one wins."""
    folders = [DEPLOY / "welcome-office-.service.d", path.with_name(f"{path.name}.d")]
    drop_ins = sorted((each for folder in folders for each in folder.glob("*.conf")), key=by_name)
    lines = [line for each in (path, *drop_ins) for line in each.read_text().splitlines()]
    return [line.partition("=")[2] for line in lines if line.startswith("EnvironmentFile=")]


def by_name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_units_start_commands_that_exist_as_an_ordinary_user(path: Path) -> None:
    service = with_common(path)

    command = re.search(r"bin/welcome-office (\S+)", service["ExecStart"])

    assert command is not None
    assert command[1] in COMMANDS
    assert service["User"] == "welcome-office"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="apt install systemd")
def test_systemd_understands_every_unit_and_shuts_them_in(tmp_path: Path) -> None:
    shutil.copytree(DEPLOY, tmp_path, dirs_exist_ok=True)
    for path in tmp_path.glob("*.service"):
        # The programs are not installed here.
        path.write_text(re.sub(r"/opt/welcome-office/\S+", "/bin/true", path.read_text()))
        path.with_name(path.name.replace("@", "@1.2.3")).write_text(path.read_text())
    units = [f"./{path.name}" for path in tmp_path.glob("welcome-office-*.*")]
    of_a_version = [name for name in units if "@." not in name and not name.endswith(".d")]

    said = systemd("verify", *of_a_version, folder=tmp_path)
    shut = systemd("security", "--offline=yes", "--threshold=20", *SHUT_IN, folder=tmp_path)

    assert (said.returncode, said.stdout + said.stderr) == (0, "")
    assert shut.returncode == 0, shut.stdout


def systemd(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Ask systemd, which looks for units in this folder first."""
    return subprocess.run(
        ["systemd-analyze", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:"},
    )  # fmt: skip


def test_the_timer_starts_a_unit_that_exists() -> None:
    timers = {path.stem for path in DEPLOY.glob("*.timer")}

    assert timers == {"welcome-office-backup"}
    assert timers <= {path.stem for path in SERVICES}


def test_only_the_upgrade_knows_the_owner_of_the_tables() -> None:
    units = {path.stem for path in SERVICES if settings_of(path)[-1].endswith("/owner")}
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    containers = {name for name, service in services.items() if "owner" in service["env_file"]}

    assert (units, containers) == ({"welcome-office-upgrade@"}, {"upgrade"})
    for name, role in (("environment", "welcome_programs"), ("owner", "welcome_owner")):
        assert f"postgres://{role}:" in (DEPLOY / f"{name}.example").read_text()
        assert f"CREATE ROLE {role} LOGIN" in (DEPLOY / "make-roles.sh").read_text()


def test_a_backup_without_a_recipient_is_not_written(tmp_path: Path) -> None:
    line = with_common(DEPLOY / "welcome-office-backup.service")["ExecStart"]
    # As systemd reads it, and with a program that would write.
    script = line.split("'")[1].replace("$$", "$").replace("%%", "%")
    script = re.sub(r"exec \S+", "true", script)
    folder = {"BACKUP_FOLDER": str(tmp_path), "PATH": os.environ["PATH"]}

    results = [
        subprocess.run(
            ["/bin/sh", "-c", script],
            env={**folder, "BACKUP_RECIPIENT": recipient}, capture_output=True, check=False,
        ).returncode
        for recipient in ("", "age1abc")
    ]  # fmt: skip

    assert (results[0] != 0, results[1]) == (True, 0)


def test_logs_are_kept_as_long_as_the_deletion_plan_says() -> None:
    plan = (ROOT / "docs" / "privacy" / "loeschkonzept.md").read_text()
    said = re.search(r"Protokolle des Servers .* bleiben (\d+) Tage", plan)
    journal = unit(DEPLOY / "journald@welcome-office.conf")["Journal"]

    assert said is not None
    assert journal["MaxRetentionSec"] == f"{said[1]}day"
    assert f"maxage {said[1]}\n" in (DEPLOY / "logrotate.conf").read_text()
    assert all(with_common(path)["LogNamespace"] == "welcome-office" for path in SERVICES)


def test_compose_starts_commands_that_exist_after_the_upgrade() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]

    commands = {name: service.get("command", "") for name, service in services.items()}

    ours = {name: command.split()[1] for name, command in commands.items() if command}
    assert ours == {"upgrade": "upgrade", "web": "web", "worker": "worker"}
    assert set(ours.values()) <= set(COMMANDS)
    for name in ("web", "worker"):
        waits_for = services[name]["depends_on"]["upgrade"]
        assert waits_for == {"condition": "service_completed_successfully"}


def test_compose_says_only_what_compose_knows() -> None:
    read = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    mounted = [
        volume.split(":")[0] for each in read["services"].values() for volume in each["volumes"]
    ]

    said = {name for service in read["services"].values() for name in service}

    assert {name for name in read if not name.startswith("x-")} == {
        "services",
        "networks",
        "volumes",
    }
    assert said <= KNOWN_TO_COMPOSE
    assert {name for name in mounted if not name.startswith("./")} == set(read["volumes"])
    assert all((DEPLOY / name).exists() for name in mounted if name.startswith("./"))


def test_the_container_starts_a_command_that_exists_and_not_as_root() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()

    assert 'CMD ["welcome-office", "web"]' in lines
    assert lines.index("USER welcome-office") < lines.index('CMD ["welcome-office", "web"]')


def test_a_command_by_hand_runs_as_the_units_do(tmp_path: Path) -> None:
    (tmp_path / "systemd-run").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (tmp_path / "systemd-run").chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    common = unit(DEPLOY / "welcome-office-.service.d" / "common.conf")["Service"]
    command = [str(DEPLOY / "welcome-office"), "invite-member", "town", "a b"]

    plain, as_owner = (
        subprocess.check_output(command, env={"PATH": path, **more}, text=True).splitlines()
        for more in ({}, {"AS_OWNER": "yes"})
    )

    program = ["/opt/welcome-office/current/bin/welcome-office", *command[1:]]
    assert plain[-4:] == as_owner[-4:] == program
    assert as_owner[-5] == "--property=EnvironmentFile=/etc/welcome-office/owner"
    assert {
        f"--uid={common['User']}",
        f"--property=EnvironmentFile={common['EnvironmentFile']}",
        f"--setenv={common['Environment']}",
    } <= set(plain)


class Refusing(BaseHTTPRequestHandler):
    """Refuses everything, as a web server does that knows the asker's name for it not."""

    def do_GET(self) -> None:
        self.send_error(400)


def test_a_container_is_well_while_its_server_answers_anything() -> None:
    line = re.search(
        r"^HEALTHCHECK CMD (.+)", (DEPLOY / "Containerfile").read_text(), flags=re.MULTILINE
    )
    assert line is not None
    code = json.loads(line[1])[2]

    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        environment = {**os.environ, "PORT": str(server.server_port)}
        command = [sys.executable, "-c", code]
        answered = subprocess.run(command, env=environment, check=False).returncode
    silent = subprocess.run(command, env=environment, capture_output=True, check=False).returncode

    assert (answered, silent) == (0, 1)


def test_every_setting_of_the_example_is_explained() -> None:
    examples = "".join(path.read_text() for path in DEPLOY.glob("*.example"))
    names = re.findall(r"^([A-Z_]+)=", examples, flags=re.MULTILINE)

    assert len(names) > 8
    assert [name for name in names if f"`{name}`" not in OPERATIONS] == []
