"""What a change of law does to kept assessments: who is better or worse off, and why."""

from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from click.testing import CliRunner
from tests.factories import make_office
from tests.pathways.checks import check

from welcome_office.config.commands.law import law
from welcome_office.core.audit import VISITOR
from welcome_office.core.wording import speaking
from welcome_office.law.residence.difference import LawState
from welcome_office.law.residence.law import FOLDER, residence_law
from welcome_office.pathways.actions import keep_assessment
from welcome_office.pathways.differences import changes_to_kept_assessments
from welcome_office.pathways.models import Assessment, RuleVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(db: None) -> Assessment:
    """A developer whose salary is enough in 2026 and no longer in 2027."""
    return keep_assessment(check(salary=46000), office=make_office(), by=VISITOR)[0]


def test_a_new_year_makes_worse_off_and_says_which_figure_did(kept: Assessment) -> None:
    today = residence_law()
    before, after = LawState(today, date(2026, 12, 31)), LawState(today, date(2027, 1, 1))

    with speaking("en"):
        found = list(changes_to_kept_assessments(before=before, after=after))

    worse = {each.pathway: each for each in found if each.effect == "worse"}
    assert {"bluecard_shortage"} <= worse.keys()
    card = worse["bluecard_shortage"]
    assert (card.assessment, card.before, card.after) == (str(kept.pk), "open", "closed")
    assert "48,108.60 (draft) euros a year" in card.reasons_new[0]
    assert "salary_blue_card_reduced" in [value.name for value in card.values]


def test_only_ways_that_the_person_asked_for_are_compared(kept: Assessment) -> None:
    today = residence_law()
    before, after = LawState(today, date(2023, 10, 1)), LawState(today, date(2026, 11, 21))

    found = changes_to_kept_assessments(before=before, after=after)

    assert {each.pathway for each in found} <= set(check().pathways)


def test_the_command_compares_days_versions_and_folders(kept: Assessment, tmp_path: Path) -> None:
    milder = tmp_path / "law"
    copytree(FOLDER, milder, ignore=ignore_patterns("compiled.json", "*.py", "__pycache__"))
    card = milder / "rules" / "03_blue_card.yaml"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("contract_months >= 6", "contract_months >= 60"), encoding="utf-8")
    version = RuleVersion.objects.get().version

    days = CliRunner().invoke(law, ["diff", "2026-12-31", "2027-01-01"])
    same = CliRunner().invoke(law, ["diff", version, version, "--summary"])
    folder = CliRunner().invoke(law, ["diff", version, str(milder), "--language", "de"])

    assert "bluecard_shortage: 1 worse" in days.output
    assert same.output == "0 kept assessments found differently\n"
    assert "open -> closed" in folder.output


def test_an_unknown_state_of_the_law_is_named(kept: Assessment) -> None:
    told = CliRunner().invoke(law, ["diff", "yesterday", "2027-01-01"])

    assert told.exit_code == 1
    assert "'yesterday' is no day" in told.output
