"""Values of the law of the invented town of Lummer: what loads, and what each is on a day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from welcome_office.lawbook.loading import load_values
from welcome_office.lawbook.problems import LawError
from welcome_office.lawbook.values import Source, Value

SOURCES = """
gazette: {title: Gazette of Lummer, url: "https://lummer.example/gazette"}
"""
TOLL = """
toll:
  name: {de: Brückengeld, en: Bridge toll}
  unit: EUR per year
  law: § 1 Toll Act
  source: gazette
  checked: 2026-01-05
  confidence: verified
  versions:
    - {from: 2024-01-01, to: 2024-12-31, value: 87600}
    - {from: 2025-01-01, to: 2025-12-31, value: 90600}
    - {from: 2026-01-01, value: 96600, confidence: draft}
cart_toll:
  unit: EUR per year
  share_of: toll
  law: § 2 Toll Act
  source: {title: Cart order, url: "https://lummer.example/carts"}
  checked: 2026-01-06
  confidence: high
  versions:
    - {from: 2024-01-01, to: 2024-06-30, share: 2/3}
    - {from: 2024-07-01, share: 45.3 %}
bridges:
  unit: bridge
  law: § 3 Toll Act
  source: gazette
  checked: 2026-01-05
  confidence: verified
  versions:
    - {from: 2024-01-01, value: [NO, 132, "07"]}
"""


def write(folder: Path, toll: str, sources: str = SOURCES) -> Path:
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    (folder / "toll.yaml").write_text(toll, encoding="utf-8")
    return folder


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(LawError) as error:
        load_values(folder)
    return [str(problem).split("/", 1)[1] for problem in error.value.problems]


def test_a_value_carries_all_that_is_needed_to_check_it(tmp_path: Path) -> None:
    values = load_values(write(tmp_path, TOLL))

    assert values.on("toll", date(2025, 3, 1)) == Value(
        name="toll",
        content=Decimal(90600),
        unit="EUR per year",
        law="§ 1 Toll Act",
        source=Source("Gazette of Lummer", "https://lummer.example/gazette"),
        checked=date(2026, 1, 5),
        confidence="verified",
    )


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), Decimal("58400.00")),
        (date(2024, 6, 30), Decimal("58400.00")),
        (date(2024, 7, 1), Decimal("39682.80")),
        (date(2025, 1, 1), Decimal("41041.80")),
    ],
)
def test_a_share_follows_its_own_days_and_those_of_the_whole(
    tmp_path: Path, day: date, amount: Decimal | None
) -> None:
    values = load_values(write(tmp_path, TOLL))

    found = values.on("cart_toll", day)

    assert (found.number if found else None) == amount


def test_a_share_of_a_draft_is_a_draft(tmp_path: Path) -> None:
    values = load_values(write(tmp_path, TOLL))

    drafts = [
        value.is_draft
        for day in (date(2025, 12, 31), date(2026, 1, 1))
        if (value := values.on("cart_toll", day))
    ]

    assert drafts == [False, True]


def test_words_of_a_list_stay_words(tmp_path: Path) -> None:
    bridges = load_values(write(tmp_path, TOLL)).on("bridges", date(2024, 1, 1))

    assert bridges is not None
    assert bridges.content == ("NO", "132", "07")


def test_every_day_of_change_is_known(tmp_path: Path) -> None:
    values = load_values(write(tmp_path, TOLL))

    assert values.change_days() == (
        date(2024, 1, 1),
        date(2024, 7, 1),
        date(2025, 1, 1),
        date(2026, 1, 1),
    )


FAULTS = {
    "no source": ("  source: gazette\n  checked: 2026-01-05", "  checked: 2026-01-05"),
    "unknown source": ("source: gazette", "source: rumour"),
    "no day checked": ("  checked: 2026-01-06\n", ""),
    "two versions on one day": ("to: 2024-12-31", "to: 2025-01-01"),
    "undeclared gap": ("to: 2024-12-31", "to: 2024-12-29"),
    "share of nothing": ("share_of: toll", "share_of: troll"),
    "no unit": ("unit: bridge", "note: bridge"),
    "missing translation": ("{de: Brückengeld, en: Bridge toll}", "{de: Brückengeld}"),
    "impossible day": ("to: 2024-06-30", "to: 2024-06-31"),
    "typing mistake": ("confidence: high", "confidance: high"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_folder_does_not_load(tmp_path: Path, fault: str) -> None:
    right, wrong = FAULTS[fault]
    assert right in TOLL

    found = problems_of(write(tmp_path, TOLL.replace(right, wrong, 1)))

    assert found


def test_all_problems_come_at_once_with_line_and_remedy(tmp_path: Path) -> None:
    toll = TOLL.replace("to: 2024-12-31", "to: 2025-01-31").replace("share: 2/3", "share: most")

    assert problems_of(write(tmp_path, toll)) == [
        "toll.yaml:11: Two versions apply on 2025-01-01. End the earlier one on 2024-12-31.",
        'toll.yaml:21: "most" is no share. Write "45.3 %" or "2/3".',
    ]


def test_a_circle_of_shares_does_not_load(tmp_path: Path) -> None:
    circle = TOLL.replace("name: {de: Brückengeld, en: Bridge toll}", "share_of: cart_toll")
    for amount in ("87600", "90600", "96600"):
        circle = circle.replace(f"value: {amount}", "share: 1/2")

    assert problems_of(write(tmp_path, circle)) == [
        'toll.yaml:3: "toll" is a share of itself. Give one of the circle a "value".',
        'toll.yaml:15: "cart_toll" is a share of itself. Give one of the circle a "value".',
    ]


def test_a_file_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    found = problems_of(write(tmp_path, TOLL, sources="gazette: {title: [}\n"))

    assert found[0].startswith("sources.yaml:1: This is not YAML: ")
