"""Every mistake in an office's folder is told at once: file, line, what is wrong, what to do."""

import shutil
from pathlib import Path

import pytest

from welcome_office.partners.office_files.parsing import OfficeFilesError, read_office_files

TOWN = Path(__file__).resolve().parents[2] / "offices" / "lindhafen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOWN, tmp_path / "lindhafen"))


def change(folder: Path, name: str, *, old: str, new: str) -> int:
    """Replace the first occurrence and answer the line on which it stood."""
    path = folder / name
    content = path.read_text(encoding="utf-8")
    before, found, after = content.partition(old)
    assert found, f"{old!r} is not in {name}"
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(OfficeFilesError) as caught:
        read_office_files(folder)
    return str(caught.value).splitlines()


def test_all_mistakes_of_all_files_are_told_at_once(folder: Path) -> None:
    key = change(folder, "office.yaml", old="hold_minutes", new="hold_minuts")
    clock = change(folder, "resources.yaml", old='to: "18:00"', new='to: "18 Uhr"')
    errand = change(folder, "services.yaml", old="errand: housing", new="errand: hausing")

    unknown, nobody = "this key is not known here.", 'no errand is called "hausing".'
    assert problems_in(folder) == [
        f'lindhafen/office.yaml:{key - 6}: "hold_minutes" is missing. Add "hold_minutes: …".',
        f'lindhafen/office.yaml:{key}: hold_minuts: {unknown} Did you mean "hold_minutes"?',
        f'lindhafen/resources.yaml:{clock}: to: "18 Uhr" is no time of day. Write it as "08:00".',
        f'lindhafen/services.yaml:{errand}: errand: {nobody} Did you mean "housing"?',
    ]


CASES = [
    ("office.yaml", "Europe/Vienna", "Europe/Wien", "is no time zone"),
    ("office.yaml", 'from: "09:00", to: "18:00"', 'from: "18:00", to: "09:00"', "not later than"),
    ("office.yaml", "weekdays: [6]", "weekdays: [8]", '"8" is no day of the week'),
    ("office.yaml", "[de, uk, so]", "[de, ukr]", 'no language is called "ukr"'),
    ("office.yaml", "grid_minutes: 10", "grid_minutes: 7", "do not divide an hour"),
    ("office.yaml", "transfer_minutes: 0", "transfer_minutes: 25", "longer than the longest gap"),
    ("office.yaml", 'phone: "+49', 'phone: "0', "people call from abroad"),
    ("office.yaml", "subdivision: BY", "subdivision: XY", "does not have subdivision"),
    ("office.yaml", 'to: "12:00"', 'to: "19:00"', "the house is not open all that time"),
    ("office.yaml", "name: {de: Ankommen in Lindhafen, ", "name: {", 'into "de" is missing'),
    ("partners.yaml", "id: helferkreis", "id: gemeinde", 'two partners are called "gemeinde"'),
    ("partners.yaml", "id: helferkreis", "id: Helfer Kreis", "cannot be an id"),
    ("partners.yaml", "kind: network", "kind: friend", "Use one of: core, network."),
    ("partners.yaml", "https://lindhafen.example/amt", "ftp://amt", "is no safe link"),
    ("services.yaml", "partner: gemeinde", "partner: gemeinte", 'Did you mean "gemeinde"?'),
    ("services.yaml", "errand: housing", "errand: bank_account", "cannot be booked"),
    ("services.yaml", "errand: housing", "errand: housing\n    variant: tent", "has no variant"),
    ("services.yaml", "after: [anmelden]", "after: [haus]", "wait for each other: haus → haus"),
    ("services.yaml", "after: [anmelden]", "after: [abmelden]", 'no service is called "abmelden"'),
    ("services.yaml", "on_site, phone", "on_site, fax", '"fax" is not possible'),
    ("services.yaml", "minutes: 25", "minutes: 0", '"0" is no whole number from 1 up'),
    ("services.yaml", "together: true", "minutes_per_extra_person: 5", "without being served"),
    ("services.yaml", "    confidence: high", "", '"confidence" is missing'),
    ("services.yaml", "weekdays: [6]", "weekdays: [4, 6]", "on Thursday"),
    ("services.yaml", "norm: Satzung, per: visit", "norm: Satzung, per: dog", '"dog" is not'),
    ("services.yaml", "id: rundgang\n", "id: rundgang\n    handover: {de: a, uk: b}\n", "in part"),
    ("resources.yaml", "services: [anmelden]", "services: []", 'no counsellor serves "anmelden"'),
    ("resources.yaml", "services: [anmelden]", "services: [haus]", 'to partner "helferkreis"'),
    ("resources.yaml", "valid_from: 2026-01-12", "valid_from: 2026-01-19", "overlap on Thursday"),
    ("resources.yaml", ", every_weeks: 2, valid_from: 2026-01-05", ", every_weeks: 2", "which"),
    ("resources.yaml", '["12:00", "13:00"]', '["08:00", "13:00"]', "is not inside the shift"),
    ("resources.yaml", '["12:00", "13:00"]', '["13:00"]', "has no beginning and end"),
    ("resources.yaml", 'to: "18:00"', 'to: "19:00"', "is outside the opening hours"),
    ("resources.yaml", ", services: [rundgang]}", "}", '"haus" is not offered on Saturday'),
    ("resources.yaml", "services: [haus]}", "services: [haus], channels: [phone]}", "by on_site"),
    ("resources.yaml", "kind: room", "kind: interpreter\n    languages: [de]", 'kind "room"'),
    ("resources.yaml", "assumption: plaetze", "assumption: platz", 'assumption is called "platz"'),
    ("resources.yaml", "languages: [so]", "languages: [xx]", 'no language is called "xx"'),
    ("elsewhere.yaml", "errand: tax_id", "errand: housing", 'bookable here as service "haus"'),
    ("elsewhere.yaml", "errand: tax_id", "errand: residence_title", '"place" is missing'),
    ("closures.yaml", "to: 2026-12-30", "to: 2026-12-01", "it ends before it begins"),
    ("closures.yaml", "to: 2026-12-30", "to: 2026-12-40", "is no day"),
    ("closures.yaml", "closures:", "closures: 3\nrest:", "this is no list of tables"),
    ("closures.yaml", "closures:", "closures: [", "This is not YAML"),
    ("texts/uk/easy_language.md", "# ", "", "the page has no title"),
    ("texts/uk/easy_language.md", "Лише", "> Лише", "is not understood on these pages"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES, ids=lambda case: str(case)[:30])
def test_mistake_is_explained(
    folder: Path, *, name: str, old: str, new: str, expected: str
) -> None:
    change(folder, name, old=old, new=new)

    found = [each for each in problems_in(folder) if expected in each]

    assert found, problems_in(folder)
    assert all(each.startswith("lindhafen/") and ": " in each for each in found)


def test_missing_and_unread_files_are_named(folder: Path) -> None:
    (folder / "closures.yaml").rename(folder / "closure.yaml")
    (folder / "texts" / "uk" / "opening_hours.md").rename(folder / "texts" / "uk" / "opening.md")

    found = problems_in(folder)

    assert (
        'lindhafen/closure.yaml:1: nobody reads this file. Did you mean "closures.yaml"?' in found
    )
    assert "lindhafen/closures.yaml:1: the file is missing. Create it." in found
    unread = 'no page is called "opening". Did you mean "opening_hours"?'
    assert f"lindhafen/texts/uk/opening.md:1: {unread}" in found
    assert "lindhafen/texts/uk/opening_hours.md:1: the page is missing. Write it." in found
