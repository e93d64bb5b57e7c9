"""What deploy/ starts exists, and every setting it names is explained."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from welcome_office.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def unit(path: Path) -> ConfigParser:
    # Some names stand more than once in a unit.
    read = ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment, method-assign] # names are case-sensitive
    read.read(path)
    return read


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.stem)
def test_units_start_commands_that_exist_as_an_ordinary_user(path: Path) -> None:
    service = unit(path)["Service"]

    command = re.search(r"bin/welcome-office (\S+)", service["ExecStart"])

    assert command is not None
    assert command[1] in COMMANDS
    assert service["User"] == "welcome-office"


def test_the_timer_starts_a_unit_that_exists() -> None:
    timers = {path.stem for path in DEPLOY.glob("*.timer")}

    assert timers == {"welcome-office-backup"}
    assert timers <= {path.stem for path in DEPLOY.glob("*.service")}


def test_compose_starts_commands_that_exist_after_the_upgrade() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]

    commands = {name: service.get("command", "") for name, service in services.items()}

    ours = {name: command.split()[1] for name, command in commands.items() if command}
    assert ours == {"upgrade": "upgrade", "web": "web", "worker": "worker"}
    assert set(ours.values()) <= set(COMMANDS)
    for name in ("web", "worker"):
        waits_for = services[name]["depends_on"]["upgrade"]
        assert waits_for == {"condition": "service_completed_successfully"}


def test_the_container_starts_a_command_that_exists_and_not_as_root() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()

    assert 'CMD ["welcome-office", "web"]' in lines
    assert lines.index("USER welcome-office") < lines.index('CMD ["welcome-office", "web"]')


def test_every_setting_of_the_example_is_explained() -> None:
    example = (DEPLOY / "environment.example").read_text()
    names = re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE)

    assert len(names) > 8
    assert [name for name in names if f"`{name}`" not in OPERATIONS] == []
