"""The command line starts light and names its commands."""

import subprocess
import sys

from click.testing import CliRunner

from welcome_office.cli import COMMANDS, main


def test_overview_names_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])

    assert result.exit_code == 0
    assert [name for name in COMMANDS if name not in result.output] == []


def test_unknown_command_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["find-happiness"])

    assert result.exit_code == 2
    assert "No such command 'find-happiness'" in result.output


def test_engine_commands_do_not_import_django() -> None:
    code = (
        "import sys\n"
        "from welcome_office.cli import main\n"
        "main(['find-visits', '--help'], standalone_mode=False)\n"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert (result.returncode, result.stderr) == (0, b"")
