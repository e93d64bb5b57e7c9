"""Five people from a word in their language to the notice, in a browser."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page
from tests.journeys.conftest import Visitors
from tests.journeys.desk import recognition
from tests.journeys.looking import collect_pages, html_problems, problems_of
from tests.recognition.people import FIVE, Newcomer

from welcome_office.core.models import AccessRecord
from welcome_office.recognition.models import Enquiry, PaperFile, Procedure

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NURSE, *OTHERS = FIVE.values()
# How the others look at it: language, window, colours.
LOOKS = (("de", 360, "light"), ("ar", 320, "dark"), ("de", 768, "dark"), ("ar", 360, "light"))


def whole_way(
    phone: Page, desk: Page, who: Newcomer, *, language: str, folder: Path
) -> Iterator[tuple[Page, str]]:
    """Every page on the way, with the window that shows it."""
    found = recognition.find_answer(phone, who, language)
    for name in chain(found, recognition.book_adviser(phone, who)):
        yield phone, name
    for name in recognition.accompany(desk, who, language):
        yield desk, name
    for name in recognition.send_papers(desk, phone, folder):
        yield (phone if name.startswith("telephone") else desk), name
    written = recognition.note_events(desk, who)
    for name in chain(written, recognition.finish(desk, who, language)):
        yield desk, name


def test_nurse_goes_from_search_to_licence(
    visitor: Visitors, settings: LazySettings, tmp_path: Path
) -> None:
    recognition.open_house(settings)
    phone, desk = visitor(width=360), visitor(width=1440, height=900)
    problems: list[str] = []

    for page, name in whole_way(phone, desk, NURSE, language="en", folder=tmp_path):
        page.wait_for_load_state()
        problems += problems_of(page, name)

    assert problems == []
    procedure, file = Procedure.objects.get(), PaperFile.objects.get()
    assert (procedure.act, procedure.closed_reason) == ("nothing", "recognised")
    assert Enquiry.objects.get().trained_in == "IN"
    assert AccessRecord.objects.filter(subject=file.audit_subject).count() == 1


@pytest.mark.long
@pytest.mark.parametrize(("who", "look"), [*zip(OTHERS, LOOKS, strict=True)], ids=[*FIVE][1:])
def test_the_others_go_from_search_to_notice(
    visitor: Visitors,
    settings: LazySettings,
    tmp_path: Path,
    who: Newcomer,
    look: tuple[str, int, str],
) -> None:
    recognition.open_house(settings)
    language, width, colours = look
    phone, desk = (visitor(width=each, color_scheme=colours) for each in (width, 1440))
    answers = [collect_pages(window) for window in (phone, desk)]
    problems: list[str] = []

    for page, name in whole_way(phone, desk, who, language=language, folder=tmp_path):
        page.wait_for_load_state()
        problems += problems_of(page, name)

    assert problems == []
    assert Procedure.objects.get().act == who.history[-1].then
    for number, pages in enumerate(answers):
        folder = tmp_path / f"html-{number}"
        folder.mkdir()
        assert html_problems(pages, folder) == ""


def test_mechanic_needs_no_scripts(
    visitor: Visitors, settings: LazySettings, tmp_path: Path
) -> None:
    recognition.open_house(settings)
    phone, desk = (visitor(width=width, java_script_enabled=False) for width in (360, 1440))

    stops = list(whole_way(phone, desk, OTHERS[1], language="de", folder=tmp_path))

    assert stops[-1] == (desk, "import")
    assert Procedure.objects.get().act == "choose_measure_or_appeal"
