"""Whom an organisation accompanies, and the talks it documents."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Office, Partner
from welcome_office.recognition.models import Client, Contact, Course, ImportBatch

# Without letters and digits that are mistaken for each other.
SIGNS = "ACDEFHJKLMNPRTUVWXY34679"
LENGTH = 5


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What is documented about a talk."""

    day: date
    minutes: int
    channel: Contact.Channel
    topics: tuple[Contact.Topic, ...]
    outcome: Contact.Outcome


@transaction.atomic
def add_client(
    office: Office,
    partner: Partner,
    *,
    by: Actor,
    name: str = "",
    language: str = "de",
    code: str = "",
    visit: int | None = None,
    batch: ImportBatch | None = None,
) -> Client:
    """Begin to accompany somebody: under a code, with a name only if the person gives one."""
    client = Client.objects.create(
        office=office,
        partner=partner,
        name=name,
        language=language,
        code=code or _new_code(partner),
        visit=visit,
        batch=batch,
    )
    record("client.added", office=office.slug, subject=f"client:{client.pk}", by=by)
    return client


def _new_code(partner: Partner) -> str:
    while True:
        code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        if not Client.objects.filter(partner=partner, code=code).exists():
            return code


@transaction.atomic
def name_client(client: Client, *, name: str, by: Actor) -> Client:
    """Write the name down, or take it away again: the same person all the time."""
    client.name = name
    client.save(update_fields=["name"])
    record("client.named", office=client.office.slug, subject=f"client:{client.pk}", by=by)
    return client


@transaction.atomic
def document_talk(client: Client, talk: Talk, *, by: Actor) -> Contact:
    """Document one talk."""
    contact = Contact.objects.create(
        client=client,
        day=talk.day,
        minutes=talk.minutes,
        channel=talk.channel,
        topics=list(talk.topics),
        outcome=talk.outcome,
    )
    subject = f"client:{client.pk}"
    record("client.talk", office=client.office.slug, subject=subject, by=by, minutes=talk.minutes)
    return contact


@transaction.atomic
def keep_course(course: Course, *, by: Actor) -> Course:
    """Write a course into the organisation's list, or what changed about it."""
    course.save()
    record("course.kept", office=course.office.slug, subject=f"course:{course.pk}", by=by)
    return course
