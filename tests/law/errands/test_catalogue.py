"""The catalogue loads whole, and what is wrong in a catalogue is told all at once."""

import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import welcome_office.law.errands as catalogue
from welcome_office.law.errands import Errand, load_errands
from welcome_office.law.errands.loading import read_errands
from welcome_office.lawbook.problems import LawError

FOLDER = Path(catalogue.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "errands"
    copy.mkdir()
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, copy)
    return copy


def change(folder: Path, name: str, *, old: str, new: str) -> int:
    """Replace the first occurrence and answer the line on which it stood."""
    path = folder / name
    content = path.read_text(encoding="utf-8")
    before, found, after = content.partition(old)
    assert found, f"{old!r} is not in {name}"
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(LawError) as caught:
        read_errands(folder)
    return [str(problem) for problem in caught.value.problems]


def test_catalogue_has_the_37_errands_in_five_life_situations() -> None:
    situations = Counter(errand.situation for errand in load_errands().values())

    assert situations == {"living": 16, "staying": 7, "working": 7, "learning": 3, "family": 4}


def test_one_stop_decides_what_the_pages_say() -> None:
    kinds = Counter(errand.one_stop for errand in load_errands().values())

    assert kinds == {"yes": 10, "part": 19, "no": 8}


@pytest.mark.parametrize("errand", load_errands().values(), ids=lambda errand: str(errand.id))
def test_every_text_of_an_errand_exists_in_three_languages(errand: Errand) -> None:
    texts = [errand.name, errand.explanation, errand.in_person.text]
    texts += [paper.text for paper in errand.papers]
    texts += [each.text for each in errand.deadlines] + [each.reason for each in errand.after]

    assert {text.languages for text in texts} == {("ar", "de", "en")}


def test_registration_says_what_the_register_of_residents_law_says() -> None:
    errand = load_errands()["residence_registration"]

    assert (
        errand.minutes.value,
        errand.minutes.extra_person,
        errand.fee.is_free,
        errand.deadlines[0].days,
        errand.deadlines[0].event,
        errand.in_person.who,
    ) == (15, 5, True, 14, "move_in", "one_adult")


def test_title_costs_half_for_minors_and_takes_longer_for_blue_card_and_family() -> None:
    errand = load_errands()["residence_title"]

    assert (errand.fee.minimum, errand.fee.minor) == (Decimal(100), Decimal(50))
    assert {each.id: each.minutes.value for each in errand.variants} == {
        "blue_card": 25,
        "family": 30,
    }


@pytest.mark.parametrize(
    ("facts", "papers"),
    [
        ({"citizenship": "eu"}, ["passport", "landlord_confirmation"]),
        (
            {"citizenship": "third_country", "represented": True},
            ["passport", "landlord_confirmation", "residence_title", "power_of_attorney"],
        ),
    ],
    ids=["from the EU", "from elsewhere, somebody else comes"],
)
def test_papers_depend_on_who_comes(facts: dict[str, str | bool], papers: list[str]) -> None:
    errand = load_errands()["residence_registration"]
    rest: dict[str, str | bool] = {"married": False, "children": False, "represented": False}

    assert [each.id for each in errand.papers if each.when.holds(rest | facts)] == papers


def test_every_mistake_is_told_at_once_with_file_line_and_remedy(folder: Path) -> None:
    key = change(folder, "living.yaml", old="    groups: [worker", new="    grups: [worker")
    day = change(folder, "working.yaml", old="checked: 2026-11-21", new="checked: soon")
    edge = change(folder, "family.yaml", old="    confidence: medium", new="    confidence: sure")

    levels = "Use one of: high, low, medium."
    assert problems_in(folder) == [
        f'errands/family.yaml:{edge}: confidence: "sure" is not possible. {levels}',
        f'errands/living.yaml:{key - 1}: "groups" is missing. Add "groups: …".',
        f'errands/living.yaml:{key}: grups: this key is not known here. Did you mean "groups"?',
        f'errands/working.yaml:{day}: checked: "soon" is no day. Write "checked: 2026-11-25".',
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("living.yaml", "      ar: ", "      xx: ", 'the translation into "ar" is missing'),
        ("living.yaml", "errand: housing", "errand: hosing", 'Did you mean "housing"?'),
        ("living.yaml", "sources: [federal_law, own]", "sources: []", "a value needs a source"),
        ("living.yaml", "[federal_law, own]", "[wiki]", 'no source is called "wiki"'),
        (
            "living.yaml",
            "[federal_law, own]",
            "[own]\n    checked: 1",
            '"checked" stands here twice',
        ),
        ("living.yaml", "id: pets", "id: housing", '"housing" stands here twice'),
        ("living.yaml", "{id: rent_references}", "{id: rent}", 'shared wording is called "rent"'),
        ("living.yaml", "link: https://www.bafin", "link: http://www.bafin", "is no safe link"),
        ("living.yaml", '"99115008000000"', '"9911500"', "is no LeiKa key"),
        ("living.yaml", "from_eur: 30", "from_eur: 300", "it is more than to_eur"),
        ("staying.yaml", "until: visa_end", "days: 3", "a time without an event"),
        ("staying.yaml", "{citizenship: [", "{nationality: [", "this fact is not known"),
        ("staying.yaml", "from_age: 6", "from_age: six", '"six" is no whole number'),
        ("staying.yaml", "{purpose: [blue_card]}", "{citizenship: [eu]}", "asks again"),
    ],
)
def test_mistake_is_explained(
    folder: Path, *, name: str, old: str, new: str, expected: str
) -> None:
    change(folder, name, old=old, new=new)

    found = problems_in(folder)

    assert [each for each in found if expected in each and each.startswith(f"errands/{name}:")]


def test_errands_that_wait_for_each_other_are_refused(folder: Path) -> None:
    change(
        folder,
        "living.yaml",
        old="    produces: [rental_contract, address]",
        new="    after: [{errand: landlord_confirmation, kind: soft, reason: home_first}]",
    )

    (problem,) = problems_in(folder)

    assert "these errands wait for each other" in problem
