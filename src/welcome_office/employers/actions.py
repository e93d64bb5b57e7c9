"""What a firm can do at the employers' door."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from procrastinate.contrib.django import app

from welcome_office.cases.actions import promise_next_step
from welcome_office.core.audit import Actor, record
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.models import Membership, Office
from welcome_office.partners.open_days import add_working_days
from welcome_office.partners.queries import definition_of

# By name, as everywhere: a task's module imports what writes the mail.
ANSWER_FIRM = "welcome_office.employers.tasks.answer_firm"
WORKING_DAYS_TO_ANSWER = 3
FEWEST_PEOPLE = 2
MOST_PEOPLE = 500


@dataclass(frozen=True, kw_only=True)
class GroupGiven:
    """What a firm says about a group that will come; no names of the people."""

    firm: str
    contact_name: str
    email: str
    phone: str
    people: int
    arrives_in_week_of: date
    languages: tuple[str, ...]
    with_families: bool
    message: str = ""

    def __post_init__(self) -> None:
        if not FEWEST_PEOPLE <= self.people <= MOST_PEOPLE:
            raise ValueError(
                f"{self.people} people are no group: {FEWEST_PEOPLE} to {MOST_PEOPLE} are."
            )

    @property
    def monday(self) -> date:
        """The first day of the week of arrival, whichever day of it was named."""
        return self.arrives_in_week_of - timedelta(days=self.arrives_in_week_of.weekday())


@transaction.atomic
def announce_group(
    office: Office, given: GroupGiven, *, language: str, by: Actor
) -> GroupAnnouncement:
    """Take the announcement, give the coordinator the task to answer, and tell the firm so."""
    file = definition_of(office)
    due_on = add_working_days(file, timezone.localdate(), count=WORKING_DAYS_TO_ANSWER)
    announcement = GroupAnnouncement.objects.create(
        office=office,
        firm=given.firm,
        contact_name=given.contact_name,
        email=given.email,
        phone=given.phone,
        people=given.people,
        arrives_in_week_of=given.monday,
        languages=list(given.languages),
        with_families=given.with_families,
        message=given.message,
        language=language,
        next_step=promise_next_step(
            office,
            owner_role=Membership.Role.COORDINATOR,
            due_on=due_on,
            sentence=_sentence(given),
            by=by,
        ),
    )
    subject = f"announcement:{announcement.pk}"
    record("group.announced", office=office.slug, subject=subject, by=by, people=given.people)
    app.configure_task(ANSWER_FIRM).defer(announcement_id=announcement.pk)
    return announcement


@transaction.atomic
def delete_announcement(announcement: GroupAnnouncement, *, by: Actor) -> None:
    """Delete what a firm told, with whose turn it was to answer; only that it happened stays."""
    office, subject = announcement.office.slug, f"announcement:{announcement.pk}"
    record("group.forgotten", office=office, subject=subject, by=by)
    step = announcement.next_step
    announcement.delete()
    step.delete()


def _sentence(given: GroupGiven) -> str:
    # The house's own language; the firm's name stays with the announcement, which is deleted.
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(
            given.monday, pgettext("date format: day of the week, day, month, year", "l, j F Y")
        )
        return gettext(
            "Answer a firm: a group of %(people)d people arrives in the week of %(day)s."
        ) % {"people": given.people, "day": day}
