"""What is kept about visits no longer."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from welcome_office.core.retention import Rule
from welcome_office.people.models import PERSON_KEPT
from welcome_office.visits.actions import (
    forget_day_papers,
    forget_old_contacts,
    forget_past_visits,
    forget_people_without_visits,
    forget_waitings,
)
from welcome_office.visits.models import CHANGE_KEPT, VISIT_KEPT
from welcome_office.visits.models.day_papers import PAPER_KEPT
from welcome_office.visits.models.waiting import WAITING_KEPT


def _day_papers(now: datetime) -> int:
    return forget_day_papers(today=timezone.localdate(now))


RULES = (
    Rule(
        name="visits",
        kind=_("Visits: names, contacts, languages, errands and what was agreed"),
        keep=VISIT_KEPT,
        forget=forget_past_visits,
    ),
    Rule(
        name="contact-changes",
        kind=_("New addresses that have to answer first"),
        keep=CHANGE_KEPT,
        forget=forget_old_contacts,
        hourly=True,
    ),
    Rule(
        name="people",
        kind=_("Contacts that answered, shared by all visits of a person"),
        keep=PERSON_KEPT,
        forget=forget_people_without_visits,
    ),
    Rule(
        name="waiting",
        kind=_("Who waits for a time: names, contacts, what is waited for"),
        keep=WAITING_KEPT,
        forget=forget_waitings,
        hourly=True,
    ),
    Rule(
        name="day-papers",
        kind=_("The day on paper, ready for desks without a network"),
        keep=PAPER_KEPT,
        forget=_day_papers,
        hourly=True,
    ),
)
