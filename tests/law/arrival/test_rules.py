"""The files that say which errands a plan contains."""

from pathlib import Path

import pytest

from welcome_office.law.arrival import rules
from welcome_office.law.arrival.rules import load_rules, read_rules
from welcome_office.law.errands import load_errands
from welcome_office.lawbook.problems import LawError

FOLDER = Path(rules.__file__).parent


def test_every_errand_of_the_catalogue_is_decided_about() -> None:
    assert load_rules().steps.keys() == load_errands().keys()


def test_what_never_comes_by_itself_is_known_by_heart() -> None:
    silent = {name for name, step in load_rules().steps.items() if not step.rules}

    assert silent == {
        "deregister",
        "job_seeker_registration",
        "naturalisation",
        "registration_certificate",
        "verpflichtung",
    }


def test_mistakes_are_told_all_at_once(tmp_path: Path) -> None:
    steps = (FOLDER / "steps.yaml").read_text(encoding="utf-8")
    broken = steps.replace("errand: school\n", "errand: scool\n").replace("has_dog", "has_cat")
    (tmp_path / "steps.yaml").write_text(broken, encoding="utf-8")
    (tmp_path / "guards.yaml").write_text("guards: []", encoding="utf-8")

    with pytest.raises(LawError) as failure:
        read_rules(tmp_path, load_errands())

    said = str(failure.value)
    assert 'Did you mean "school"?' in said
    assert "has_cat: this fact is not known." in said
    assert '"visa_ends" is missing' in said
