"""The command line. A command's code is imported only when that command runs."""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click

from welcome_office import __version__


class LazyCommand(NamedTuple):
    """Where a command lives, and the line that stands for it in the overview."""

    target: str
    summary: str


# The engines' commands must start without Django, so nothing here is imported in advance.
COMMANDS: Mapping[str, LazyCommand] = {
    "find-recognition": LazyCommand(
        "welcome_office.law.recognition.command:find_recognition",
        "Find the recognition procedure of an occupation (JSON in, JSON out).",
    ),
    "import-esco": LazyCommand(
        "welcome_office.law.recognition.command:import_esco_names",
        "Let the finder know occupations in one more language.",
    ),
    "check-residence": LazyCommand(
        "welcome_office.law.residence.command:check_residence",
        "Say which residence pathways are open (JSON in, JSON out).",
    ),
    "compile-law": LazyCommand(
        "welcome_office.law.command:compile_law",
        "Check the law's files and keep them in the form that starts fast.",
    ),
    "law": LazyCommand(
        "welcome_office.config.commands.law:law",
        "Say what a change of the residence law does to kept assessments.",
    ),
    "find-visits": LazyCommand(
        "welcome_office.scheduling.command:find_visits",
        "Find times for one visit (JSON in, JSON out).",
    ),
    "check": LazyCommand(
        "welcome_office.config.commands.operate:check",
        "Say what is missing before this office can open, and what helps.",
    ),
    "upgrade": LazyCommand(
        "welcome_office.config.commands.operate:upgrade",
        "Bring database and served files to this version.",
    ),
    "backup": LazyCommand(
        "welcome_office.config.commands.backups:backup",
        "Write database and files into one file, encrypted if wished.",
    ),
    "restore": LazyCommand(
        "welcome_office.config.commands.backups:restore",
        "Bring back what `backup` wrote, into an empty database.",
    ),
    "verify-audit": LazyCommand(
        "welcome_office.config.commands.records:verify_audit",
        "Say whether audit and access records are as they were made.",
    ),
    "data-copy": LazyCommand(
        "welcome_office.config.commands.records:data_copy",
        "Write everything that is kept about somebody to three files.",
    ),
    "who-saw": LazyCommand(
        "welcome_office.config.commands.incidents:who_saw_what",
        "After a breach, list who saw a visit, or what an account saw.",
    ),
    "grant-rights": LazyCommand(
        "welcome_office.config.commands.records:grant",
        "Give the programs' own database role its rights.",
    ),
    "check-office": LazyCommand(
        "welcome_office.partners.office_files.command:check_office",
        "Tell every mistake in the files of an office.",
    ),
    "content": LazyCommand(
        "welcome_office.partners.office_files.care_command:content",
        "List translations that are older than their German text.",
    ),
    "load-office": LazyCommand(
        "welcome_office.config.commands.office:load_office",
        "Take over the files of an office.",
    ),
    "export-office": LazyCommand(
        "welcome_office.config.commands.office:export_office",
        "Write the files of an office as the database holds them.",
    ),
    "import-procedures": LazyCommand(
        "welcome_office.config.commands.recognition:import_procedures",
        "Take over existing recognition cases from a file, or take them back.",
    ),
    "renew-upload-keys": LazyCommand(
        "welcome_office.config.commands.recognition:renew_upload_keys",
        "Encrypt the papers that people sent with the newest key.",
    ),
    "renew-keys": LazyCommand(
        "welcome_office.config.commands.staff:renew_keys",
        "Encrypt the second factors of staff with the newest SECRET_KEY.",
    ),
    "tell-plans": LazyCommand(
        "welcome_office.config.commands.plans:tell_plans_of_law",
        "Tell people whose kept plan a change of law concerns.",
    ),
    "invent-visits": LazyCommand(
        "welcome_office.config.commands.demo:invent",
        "Fill the demo's one-stop days with invented visits.",
    ),
    "print-day": LazyCommand(
        "welcome_office.config.commands.day:print_day",
        "Write the day at the desks as PDF files, for each organisation its own.",
    ),
    "invite-member": LazyCommand(
        "welcome_office.config.commands.staff:invite",
        "Give somebody a role in an office and mail them a link to begin.",
    ),
    "note-bounce": LazyCommand(
        "welcome_office.config.commands.mail:note_bounce",
        "Read a mail that came back, and ask the front desk to reach the person.",
    ),
    "open-demo-accounts": LazyCommand(
        "welcome_office.config.commands.demo:open_accounts",
        "Make the demo's staff accounts, whose passwords everybody may read.",
    ),
    "database-url": LazyCommand(
        "welcome_office.launch.commands:database_address",
        "Print the address of this checkout's own database.",
    ),
    "prepare": LazyCommand(
        "welcome_office.launch.commands:prepare",
        "Fetch style sheet and fonts, compile the translations.",
    ),
    "reset": LazyCommand(
        "welcome_office.launch.commands:reset",
        "Throw away this checkout's own database and its mail.",
    ),
    "run": LazyCommand(
        "welcome_office.launch.commands:run",
        "Start the whole office on this machine, with invented visits.",
    ),
    "test-services": LazyCommand(
        "welcome_office.launch.commands:test_services",
        "Keep a PostgreSQL server for tests running.",
    ),
    "web": LazyCommand(
        "welcome_office.launch.commands:web",
        "Serve the pages: for real operation.",
    ),
    "worker": LazyCommand(
        "welcome_office.launch.commands:worker",
        "Do the background work: for real operation.",
    ),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and fetches them on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return sorted(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].target.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].summary) for name in sorted(COMMANDS)])


@click.group(cls=LazyGroup)
@click.version_option(__version__, prog_name="welcome-office")
def main() -> None:
    """The software that runs a Welcome Office: one visit instead of many."""
