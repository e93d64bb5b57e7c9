"""Every command that administrators read about is run by a test or a script; none is missing."""

import re
from collections.abc import Iterator
from pathlib import Path

from welcome_office.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
# Where each command is run, and by which words.
TRIED = {
    "backup": ("deploy/try-the-wheel.sh", '"$office" backup'),
    "backup --forget-after-days": ("tests/config/test_backup_store.py", '"--forget-after-days"'),
    "backup --recipient": ("tests/config/test_backups.py", "recipient="),
    "check": ("tests/config/test_inspection.py", '["check"]'),
    "check-office": ("tests/partners/office_files/test_command.py", "invoke(check_office"),
    "check-residence": ("tests/law/residence/test_command.py", "check-residence"),
    "compile-law": ("Makefile", "welcome-office compile-law"),
    "content": ("tests/partners/test_text_care.py", "invoke(content"),
    "data-copy": ("tests/web/desk/test_requests.py", '["data-copy", WHO'),
    "data-copy --into": ("tests/web/desk/test_requests.py", '"--into"'),
    "data-copy --language": ("tests/web/desk/test_requests.py", '"--language"'),
    "database-url": ("tests/launch/test_run.py", '"database-url"'),
    "export-office": ("tests/partners/test_entries.py", "export_office"),
    "find-recognition": ("tests/law/recognition/test_contract.py", "find-recognition"),
    "find-visits": ("tests/scheduling/test_command.py", "find-visits"),
    "grant-rights": ("tests/config/test_rights.py", '["grant-rights", ROLE]'),
    "import-esco": ("tests/law/recognition/test_esco.py", '["import-esco"'),
    "import-procedures": ("tests/recognition/test_import.py", '"import-procedures"'),
    "invent-visits": ("tests/launch/test_run.py", '"run"'),
    "invite-member": ("tests/web/desk/test_housekeeping.py", '["invite-member"'),
    "invite-member --name": ("tests/web/desk/test_housekeeping.py", '"--name"'),
    "law diff": ("tests/pathways/test_law_diff.py", '["diff", "2026-12-31"'),
    "law diff --language": ("tests/pathways/test_law_diff.py", '"--language"'),
    "law diff --summary": ("tests/pathways/test_law_diff.py", '"--summary"'),
    "load-office": ("deploy/try-the-wheel.sh", '"$office" load-office'),
    "load-office --dry-run": ("tests/partners/test_entries.py", '"--dry-run"'),
    "note-bounce": ("tests/visits/test_bounces.py", "invoke(note_bounce_command"),
    "open-demo-accounts": ("tests/launch/test_run.py", '"run"'),
    "prepare": ("Makefile", "welcome-office prepare"),
    "print-day": ("tests/visits/day/test_day_papers.py", "print_day"),
    "print-day --day": ("tests/visits/day/test_day_papers.py", '"--day"'),
    "renew-keys": ("tests/web/desk/test_renewed_keys.py", '["renew-keys"]'),
    "renew-upload-keys": ("tests/web/recognition/test_sending.py", '["renew-upload-keys"]'),
    "reset": ("tests/launch/test_run.py", '"reset"'),
    "restore": ("deploy/try-the-wheel.sh", '"$office" restore'),
    "restore --identity": ("tests/config/test_backups.py", '"--identity"'),
    "run": ("tests/launch/test_run.py", '"run"'),
    "tell-plans": ("tests/pathways/test_plans.py", "invoke(tell_plans_of_law"),
    "tell-plans --dry-run": ("tests/pathways/test_plans.py", '"--dry-run"'),
    "test-services": ("tests/launch/test_test_services.py", '"test-services"'),
    "upgrade": ("deploy/try-the-wheel.sh", '"$office" upgrade'),
    "verify-audit": ("tests/core/test_audit_chain.py", '["verify-audit"]'),
    "verify-audit --expect": ("tests/core/test_audit_chain.py", '"--expect"'),
    "web": ("deploy/try-the-wheel.sh", '"$office" web'),
    "who-saw": ("tests/reporting/test_incidents.py", '["who-saw"'),
    "who-saw --because": ("tests/reporting/test_incidents.py", "because="),
    "who-saw --from": ("tests/reporting/test_incidents.py", '{"from": today'),
    "who-saw --to": ("tests/reporting/test_incidents.py", '"to": today'),
    "worker": ("deploy/try-the-wheel.sh", '"$office" worker'),
}
TARGETS = {
    "run": "tests/launch/test_run.py", "reset": "tests/launch/test_run.py",
    "check": ".ci/run", "test": ".ci/run",
}  # fmt: skip


def documented() -> Iterator[str]:
    """Each command and each of its options as the papers name them."""
    for paper in PAPERS:
        for name, sub, rest in re.findall(
            r"welcome-office (law diff|[a-z][a-z-]+)()([^\n`]*)", paper.read_text()
        ):
            yield name + sub
            yield from (f"{name} {option}" for option in re.findall(r"--[a-z-]+", rest))


def test_every_documented_command_is_run_somewhere() -> None:
    assert sorted(set(documented()) - TRIED.keys()) == []


def test_what_is_said_to_run_a_command_does() -> None:
    wrong = [
        command
        for command, (place, words) in TRIED.items()
        if words not in (ROOT / place).read_text()
    ]

    assert wrong == []


def test_the_overview_names_nothing_that_is_not_explained() -> None:
    known = {command.split()[0] for command in TRIED}
    silent = [
        name for name in COMMANDS if not re.search(rf"(`|welcome-office ){name}\b", OPERATIONS)
    ]

    assert (sorted(COMMANDS.keys() - known), silent) == ([], [])


def test_every_make_target_of_the_papers_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    there = set(re.findall(r"^([a-z][a-z -]*):", makefile, flags=re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", OPERATIONS))

    assert named - {name for line in there for name in line.split()} == set()
    for name, place in TARGETS.items():
        assert name in (ROOT / place).read_text()


def test_every_script_of_the_papers_exists_and_may_be_run() -> None:
    named = set(re.findall(r"deploy/[\w-]+\.sh", OPERATIONS))

    assert {str(path.relative_to(ROOT)) for path in (ROOT / "deploy").glob("*.sh")} == named
    assert [name for name in named if not (ROOT / name).stat().st_mode & 0o100] == []
