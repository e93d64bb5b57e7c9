"""Somebody who books, cancels, hesitates and reloads, as the dice fall."""

import logging
import random
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from tests.factories import RECOGNITION, TOWN, counsellor

from welcome_office.core.audit import PROGRAM, VISITOR
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.models import Office
from welcome_office.visits import planning
from welcome_office.visits.actions import (
    ContactGiven,
    cancel_visit,
    confirm_visit,
    end_expired_visits,
    give_contact,
    hold_visit,
)
from welcome_office.visits.errors import AlreadyBookedError, HoldEndedError, TimeTakenError
from welcome_office.visits.locks import change_hours
from welcome_office.visits.models import Occupation, Visit
from welcome_office.visits.request import Participant, VisitRequest

BUNDLES = (
    ("registration",),
    ("recognition",),
    ("registration", "residence-title"),
    ("registration", "job-advice"),
    ("registration", "residence-title", "recognition", "job-advice"),
)
log = logging.getLogger(__name__)


class Racer:
    """One of those who act at the same time; times are scarce, so most meet somebody else's."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.acts = [self.book] * 8 + [self.cancel] * 3 + [self.hesitate] * 2
        self.acts += [self.clean_up, self.reload]

    def attempt(self) -> str:
        """Do something; say how it ended."""
        try:
            return self.dice.choice(self.acts)()
        except (TimeTakenError, AlreadyBookedError, HoldEndedError) as known:
            return type(known).__name__
        except Exception as error:  # noqa: BLE001 - whatever it is, the race goes on and counts it
            log.error("an attempt failed: %s", error)  # noqa: TRY400 - one line is enough
            return "error"

    def _hold(self) -> Visit:
        office = Office.objects.get()
        people = (Participant(services=self.dice.choice(BUNDLES)),)
        request = VisitRequest(people=people, languages=("en",))
        days = planning.find_offers(office, request, most_days=3, per_day=50).days
        plans = [plan for offered in days for plan in offered.plans]
        if not plans:
            raise TimeTakenError
        start = self.dice.choice(plans).start
        return hold_visit(request, office=office, start=start, language="en", by=VISITOR)

    def book(self) -> str:
        """Book a visit from beginning to end."""
        address = f"{self.dice.getrandbits(64):x}@example.org"
        given = ContactGiven(name="A", contact=Visit.Contact.MAIL, email=address)
        confirm_visit(give_contact(self._hold(), given, by=VISITOR), by=VISITOR)
        return "booked"

    def hesitate(self) -> str:
        """Hold a visit whose time is over at once."""
        held = self._hold()
        past = timezone.now() - timedelta(seconds=1)
        with transaction.atomic():
            Visit.objects.filter(pk=held.pk).update(expires_at=past)
            Occupation.objects.filter(visit_id=held.pk).update(expires_at=past)
        return "held"

    def cancel(self) -> str:
        """Cancel any booked visit; somebody else may do it at the same moment."""
        booked = list(Visit.objects.filter(state="confirmed").values_list("pk", flat=True)[:50])
        if not booked:
            return "nothing to cancel"
        cancel_visit(Visit.objects.get(pk=self.dice.choice(booked)), by=VISITOR)
        return "cancelled"

    def clean_up(self) -> str:
        """Do what the worker does every minute."""
        end_expired_visits()
        return "cleaned"

    def reload(self) -> str:
        """Change the office's files: one adviser more, of another name each time."""
        name = f"more-{self.dice.randrange(3)}"
        more = counsellor(name, RECOGNITION, desk="9", languages=("de",))
        with transaction.atomic():
            change_hours(Office.objects.get().pk)
            resources = (*TOWN.resources, more)
            replace_definition(replace(TOWN, resources=resources), by=PROGRAM, is_demo=True)
        return "reloaded"
