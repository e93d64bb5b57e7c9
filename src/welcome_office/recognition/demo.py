"""Invented procedures, so that the demo's workbench looks like life. Nobody in here exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from welcome_office.core.audit import PROGRAM
from welcome_office.law.recognition.events import Event, Happening, Result
from welcome_office.partners.models import Office, Partner
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.actions import (
    Opening,
    Talk,
    add_client,
    close_procedure,
    document_talk,
    keep_course,
    list_deficits,
    open_procedure,
)
from welcome_office.recognition.land import advice_on, advice_services, land_of
from welcome_office.recognition.models import Client, Contact, Course, Procedure

# Enough for the workbench to speak of its own experience.
FINISHED = 11


@dataclass(frozen=True, kw_only=True)
class Noted:
    """Something that happened some days ago; `until` counts days from then on."""

    ago: int
    kind: Happening
    until: int | None = None
    result: Result | None = None

    def on(self, today: date) -> Event:
        """The event, told from a day."""
        day = today - timedelta(days=self.ago)
        until = None if self.until is None else day + timedelta(days=self.until)
        return Event(self.kind, day, until, self.result)


@dataclass(frozen=True, kw_only=True)
class Story:
    """One invented person, and what happened so far."""

    name: str
    language: str
    occupation: str
    country: str
    facts: Mapping[str, str | bool] = field(default_factory=dict)
    history: tuple[Noted, ...]
    differences: tuple[str, ...] = ()


STORIES = (
    Story(
        name="Priya", language="en", occupation="O001", country="IN",
        facts={"accelerated_81a": True, "lives_in": "abroad"},
        history=(
            Noted(ago=40, kind=Happening.SENT),
            Noted(ago=30, kind=Happening.PAPERS_COMPLETE),
        ),
    ),
    Story(
        name="Elif", language="tr", occupation="O029", country="TR",
        history=(
            Noted(ago=50, kind=Happening.SENT),
            Noted(ago=12, kind=Happening.PAPERS_REQUESTED, until=20),
        ),
    ),
    Story(
        name="", language="fa", occupation="O074", country="AF",
        facts={"documents_missing": True},
        history=(
            Noted(ago=60, kind=Happening.SENT),
            Noted(ago=52, kind=Happening.ACKNOWLEDGED),
            Noted(ago=9, kind=Happening.ANALYSIS_BEGUN),
        ),
    ),
    Story(
        name="Camila", language="es", occupation="O022", country="VE",
        history=(
            Noted(ago=170, kind=Happening.RECEIVED),
            Noted(ago=160, kind=Happening.PAPERS_COMPLETE),
        ),
    ),
    Story(
        name="Rania", language="ar", occupation="O077", country="SY",
        facts={"self_employed": True},
        history=(
            Noted(ago=95, kind=Happening.SENT),
            Noted(ago=90, kind=Happening.PAPERS_COMPLETE),
            Noted(ago=6, kind=Happening.NOTICE, result=Result.PARTIAL),
        ),
        differences=("Elektronische Kasse und Buchführung",),
    ),
)  # fmt: skip


@transaction.atomic
def invent_procedures(office: Office, *, today: date) -> int:
    """Give the advisers of an office people to accompany, once; say how many procedures."""
    file = definition_of(office)
    land = land_of(file)
    if land is None or not advice_services(file) or Client.objects.filter(office=office).exists():
        return 0
    for story in STORIES:
        _play(story, _adviser_of(story.occupation, file, office), land=land, today=today)
    for number in range(FINISHED):
        _finish(number, _adviser_of("O001", file, office), land=land, today=today)
    _offer_course(_adviser_of("O077", file, office), today=today)
    return len(STORIES) + FINISHED


def _adviser_of(occupation: str, file: OfficeFile, office: Office) -> Partner:
    service = advice_on(occupation, file)
    assert service is not None, "only offices with an adviser get here"
    return Partner.objects.select_related("office").get(office=office, slug=service.partner)


def _play(story: Story, partner: Partner, *, land: str, today: date) -> None:
    client = add_client(
        partner.office, partner, name=story.name, language=story.language, by=PROGRAM
    )
    events = tuple(noted.on(today) for noted in story.history)
    told = {"trained_in": story.country, "citizenship": story.country}
    town = definition_of(partner.office).office.address.town
    opening = Opening(
        occupation=story.occupation,
        land=land,
        facts={**told, "lives_in": town, "works_in": town, **story.facts},
        opened_on=min(event.day for event in events) - timedelta(days=14),
        events=events,
    )
    procedure = open_procedure(client, opening, by=PROGRAM)
    if story.differences:
        list_deficits(procedure, story.differences, by=PROGRAM)
    _talk(client, opening.opened_on or today)


def _talk(client: Client, day: date) -> None:
    talk = Talk(
        day=day,
        minutes=45,
        channel=Contact.Channel.ON_SITE,
        topics=(Contact.Topic.FIRST, Contact.Topic.PAPERS),
        outcome=Contact.Outcome.PAPERS_TO_GET,
    )
    document_talk(client, talk, by=PROGRAM)


def _finish(number: int, partner: Partner, *, land: str, today: date) -> None:
    """A nurse whose notice took its time, some of them longer than others."""
    complete, took = today - timedelta(days=200 + 9 * number), 70 + 11 * (number % 7)
    client = add_client(partner.office, partner, by=PROGRAM)
    opening = Opening(
        occupation="O001",
        land=land,
        facts={"trained_in": "PH", "citizenship": "PH", "works_in": "Bochum"},
        opened_on=complete - timedelta(days=20),
        events=(
            Event(Happening.RECEIVED, complete - timedelta(days=5)),
            Event(Happening.PAPERS_COMPLETE, complete),
            Event(Happening.NOTICE, complete + timedelta(days=took), result=Result.FULL),
        ),
    )
    procedure = open_procedure(client, opening, by=PROGRAM)
    close_procedure(procedure, reason=Procedure.Closed.RECOGNISED, by=PROGRAM)


def _offer_course(partner: Partner, *, today: date) -> None:
    course = Course(
        office=partner.office,
        partner=partner,
        title="Salon führen: Kasse, Buchführung, Recht (erfunden)",
        provider="Muster-Akademie",
        kind=Course.Kind.ADAPTATION,
        occupations=["O077"],
        topics=["Buchführung", "Kasse"],
        begins_on=today + timedelta(days=30),
        places=12,
    )
    keep_course(course, by=PROGRAM)
