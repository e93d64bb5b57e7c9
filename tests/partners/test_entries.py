"""What the desk enters wins over the files, survives loading them, and comes back by exporting."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from welcome_office.config.commands.office import export_office, load_office
from welcome_office.core.audit import PROGRAM
from welcome_office.law.errands import Text
from welcome_office.partners.actions import write_entry
from welcome_office.partners.models import Office, OfficeEntry
from welcome_office.partners.office_files import Absence, Closure, Notice
from welcome_office.partners.office_files.entered import ChangedShift, Entered, OneStopDay
from welcome_office.partners.office_files.parsing import read_office_files
from welcome_office.partners.queries import definition_of, files_of
from welcome_office.visits.planning import StaffedHours

pytestmark = pytest.mark.django_db

BOCHUM = Path(__file__).resolve().parents[2] / "offices" / "bochum"
MONDAY, FRIDAY = date(2031, 6, 16), date(2031, 6, 20)
WORDS = Text.of(de="Der Aufzug steht still.", en="The lift is out of order.", ar="المصعد معطّل.")
ENTERED: tuple[Entered, ...] = (
    Absence(resource="registry-1", first=MONDAY, last=FRIDAY),
    Absence(
        resource="foreigners-1", first=FRIDAY, last=FRIDAY, from_minute=540, to_minute=600,
        kind="block",
    ),
    ChangedShift(
        resource="ihk-1", first=MONDAY, last=FRIDAY, weekdays=(2, 4), from_minute=600,
        to_minute=720,
    ),
    Closure(first=MONDAY, last=MONDAY, reason=WORDS),
    Notice(text=WORDS, first=MONDAY, last=FRIDAY),
    OneStopDay(date=FRIDAY),
)  # fmt: skip


def run(command: object, *arguments: str) -> str:
    result = CliRunner().invoke(command, arguments)  # type: ignore[arg-type] # a click command
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def office() -> Office:
    run(load_office, str(BOCHUM), "--demo")
    office = Office.objects.get()
    for each in ENTERED:
        write_entry(office, each, by=PROGRAM)
    return office


def test_desk_wins_over_the_files(office: Office) -> None:
    file, plain = definition_of(office), files_of(office)

    shifts = next(each for each in file.resources if each.id == "ihk-1").exceptions
    assert file != plain
    assert plain == read_office_files(BOCHUM)
    assert file.absences == ENTERED[:2]
    assert [each.date.isoformat() for each in shifts] == ["2031-06-17", "2031-06-19"]
    assert file.closures[-1] == ENTERED[3]
    assert (file.notices, file.one_stop_days) == ((ENTERED[4],), (FRIDAY,))


def test_loading_the_files_again_keeps_what_the_desk_entered(office: Office) -> None:
    before = definition_of(office)

    said = run(load_office, str(BOCHUM), "--demo")

    assert "unchanged" in said
    assert "would be unchanged" in run(load_office, str(BOCHUM), "--demo", "--dry-run")
    assert definition_of(Office.objects.get()) == before
    assert OfficeEntry.objects.count() == len(ENTERED)


def test_what_is_exported_holds_everything_and_reads_back_the_same(
    office: Office, tmp_path: Path
) -> None:
    whole = definition_of(office)

    run(export_office, "bochum", str(tmp_path / "out"))
    said = run(load_office, str(tmp_path / "out"), "--demo")

    assert read_office_files(tmp_path / "out") == whole
    assert "unchanged" in said
    assert definition_of(Office.objects.get()) == whole
    OfficeEntry.objects.all().delete()
    assert files_of(office) == whole


def test_folder_without_entries_gets_no_file_for_them(tmp_path: Path) -> None:
    run(load_office, str(BOCHUM), "--demo")

    run(export_office, "bochum", str(tmp_path / "out"))

    assert not (tmp_path / "out" / "days.yaml").exists()


def test_extra_one_stop_day_has_the_hours_of_the_weekly_one(office: Office) -> None:
    hours = StaffedHours(definition_of(office))

    friday = hours.openings(hours.resources["foreigners-2"], day=FRIDAY)
    thursday = hours.openings(hours.resources["foreigners-2"], day=date(2031, 6, 19))

    assert friday == ((480, 720), (750, 960))
    assert thursday == ()
