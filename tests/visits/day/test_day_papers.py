"""The evening before, each organisation's own steps are put on paper, and nobody else's."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests.visits.day.today import office_at_noon, today_in, visit_begun
from tests.web.desk.cast import NAME, Role, let_in, make_member

from welcome_office.config.commands.day import print_day
from welcome_office.partners.models import Office
from welcome_office.visits.actions import day_to_print, forget_day_papers, make_day_papers
from welcome_office.visits.models import DayPaper

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    office = office_at_noon()
    visit_begun(office, minutes_ago=5)
    return office


def said(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_each_organisation_has_its_own_steps_and_the_house_has_all(office: Office) -> None:
    made = make_day_papers(office, day=today_in(office))
    make_day_papers(office, day=today_in(office))

    papers = {
        paper.partner.slug if paper.partner else "house": said(bytes(paper.content))
        for paper in DayPaper.objects.select_related("partner")
    }
    errands = ("Registration", "Recognition", "Job advice")
    found = {
        name: [errand for errand in errands if errand in text] for name, text in papers.items()
    }
    assert made == 3
    assert found == {
        "city": ["Registration"],
        "chamber": ["Recognition"],
        "agency": ["Job advice"],
        "house": list(errands),
    }
    assert all(NAME in text for text in papers.values())


@pytest.mark.parametrize(
    ("hours", "days"), [(-13 + 6, 0), (0, None), (6, 1), (11, 1)],
    ids=["six in the morning", "noon", "evening", "midnight"],
)  # fmt: skip
def test_papers_are_made_in_the_evening_and_once_more_in_the_morning(
    office: Office, hours: int, days: int | None
) -> None:
    noon = timezone.now() + timedelta(hours=hours)

    day = day_to_print(office, now=noon)

    assert day == (None if days is None else today_in(office) + timedelta(days=days))


def test_papers_are_forgotten_after_the_day(office: Office) -> None:
    make_day_papers(office, day=today_in(office))
    forget_day_papers(today=today_in(office))
    assert DayPaper.objects.count() == 4

    forget_day_papers(today=today_in(office) + timedelta(days=1))

    assert DayPaper.objects.count() == 0


def test_organisation_downloads_its_own_paper_and_cannot_choose_another(office: Office) -> None:
    make_day_papers(office, day=today_in(office))
    chamber = let_in(Client(), make_member(office, Role.COUNSELLOR, partner="chamber"))
    page = f"/en/desk/day/{today_in(office)}/paper/"

    answers = [chamber.get(page), chamber.get(f"{page}?partner=city")]

    assert {said(answer.content) for answer in answers} == {
        said(bytes(DayPaper.objects.get(partner__slug="chamber").content))
    }


def test_house_may_choose_and_strangers_get_nothing(office: Office) -> None:
    page = f"/en/desk/day/{today_in(office)}/paper/"
    door = let_in(Client(), make_member(office, Role.FRONT_DESK))
    administrator = let_in(Client(), make_member(office, Role.ADMINISTRATOR))

    assert "Recognition" in said(door.get(page).content)
    assert "Recognition" not in said(door.get(f"{page}?partner=city").content)
    assert door.get(f"{page}?partner=nobody").status_code == 404
    assert administrator.get(page).status_code == 404


def test_command_prints_into_a_folder_that_others_cannot_read(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "day"

    result = CliRunner().invoke(
        print_day, [office.slug, str(folder), "--day", str(today_in(office))]
    )

    names = sorted(path.name.removeprefix(f"{today_in(office)}-") for path in folder.iterdir())
    assert (result.exit_code, names) == (
        0,
        ["agency.pdf", "chamber.pdf", "city.pdf", "musterstadt.pdf"],
    )
    assert {path.stat().st_mode & 0o77 for path in [folder, *folder.iterdir()]} == {0}
