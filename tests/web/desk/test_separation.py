"""A counsellor learns nothing about what the person does at other organisations' desks.

The foreigners' office is the one whose knowing would hurt most, so its role is the one tested: no
answer may hold a word of the others, in any language, visible or not.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from tests.web.desk.cast import WEDNESDAY, Role, let_in, make_member, make_visit

from welcome_office.core.audit import PROGRAM
from welcome_office.law.errands import Text
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.parsing import read_office_files
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db

BOCHUM = Path(__file__).resolve().parents[3] / "offices" / "bochum"
OWN = "foreigners"
STEPS = (
    ("registration-family", "registry-1", "09:00", 20),
    ("title-family", "foreigners-1", "09:20", 60),
    ("recognition", "ihk-1", "10:30", 45),
    ("job-advice", "agency-1", "11:15", 45),
)


@pytest.fixture(scope="module")
def file() -> OfficeFile:
    return read_office_files(BOCHUM)


@pytest.fixture
def bochum(file: OfficeFile) -> Office:
    return replace_definition(file, by=PROGRAM, is_demo=True)


@pytest.fixture
def visit(bochum: Office) -> Visit:
    return make_visit(bochum, *STEPS)


def words_of_others(file: OfficeFile) -> set[str]:
    """Everything that could tell where else the person goes and what for."""
    own = set(_words(file, of_own=True))
    return {word for word in _words(file, of_own=False) if not any(word in known for known in own)}


def _words(file: OfficeFile, *, of_own: bool) -> Iterator[str]:
    booked = {service for service, *_ in STEPS}
    for partner in file.partners:
        if (partner.id == OWN) == of_own:
            yield from _said(partner.name, partner.short_name, partner.description)
    for resource in file.resources:
        if resource.partner and (resource.partner == OWN) == of_own:
            yield from _said(resource.name)
    for service in file.services:
        if service.id in booked and (service.partner == OWN) == of_own:
            yield from (service.term, service.legal, service.id)
            yield from _said(service.name, *(paper.text for paper in service.papers))


def _said(*texts: Text) -> Iterator[str]:
    for each in texts:
        yield from each.as_dict().values()


def found_in(answer: HttpResponseBase, words: set[str]) -> set[str]:
    assert isinstance(answer, HttpResponse)
    whole = f"{answer.headers} {unescape(answer.text)}"
    return {word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", whole)}


@pytest.mark.parametrize("language", settings.LANGUAGES_FOUND)
def test_foreigners_office_reads_no_word_of_the_others(
    client: Client, bochum: Office, visit: Visit, file: OfficeFile, language: str
) -> None:
    others = words_of_others(file)
    addresses = [
        f"/{language}/desk/day/{WEDNESDAY}/?names=full",
        f"/{language}/desk/day/{WEDNESDAY}/?partner=ihk",
        f"/{language}/desk/visits/{visit.pk}/",
        f"/{language}/desk/visits/",
        f"/{language}/desk/account/",
    ]

    let_in(client, make_member(bochum, Role.COORDINATOR))
    seen_by_coordinator = found_in(client.get(addresses[2]), others)
    let_in(client, make_member(bochum, Role.COUNSELLOR, partner=OWN, desk="foreigners-1"))
    seen = {address: found_in(client.get(address), others) for address in addresses}

    assert len(seen_by_coordinator) > 10
    assert seen == {address: set() for address in addresses}


def test_foreigners_office_knows_when_the_person_is_elsewhere_and_the_next_desk(
    client: Client, bochum: Office, visit: Visit
) -> None:
    let_in(client, make_member(bochum, Role.COUNSELLOR, partner=OWN, desk="foreigners-1"))

    page = client.get(f"/en/desk/visits/{visit.pk}/").text

    strip = page[
        page.index('<ol class="route') : page.index("</ol>", page.index('<ol class="route'))
    ]
    told = " ".join(unescape(re.sub("<[^>]+>", " ", strip)).split())
    assert told == (
        "9:00 Elsewhere in the house until 9:20"
        " 9:20 Residence title for family members Foreigners' office, desk 4"
        " 1 hour desk 4 then desk 7"
        " 10:30 Elsewhere in the house until 12:00"
    )
