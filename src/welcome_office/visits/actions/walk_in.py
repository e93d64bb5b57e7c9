"""Book somebody who stands at the door: from now on, with the times that are kept for them."""

from dataclasses import replace
from datetime import datetime

from welcome_office.core.audit import Actor
from welcome_office.partners.models import Office
from welcome_office.visits.actions.confirm import ContactGiven, confirm_visit, give_contact
from welcome_office.visits.actions.day import check_in
from welcome_office.visits.actions.hold import hold_visit
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import WALK_IN
from welcome_office.visits.request import VisitRequest


def book_walk_in(
    request: VisitRequest,
    *,
    office: Office,
    start: datetime,
    language: str,
    name: str,
    by: Actor,
) -> Visit:
    """Book the visit that begins then; the people are here already. TimeTakenError as usual.

    Should the program stop in between, what was held ends by itself.
    """
    people = (replace(request.people[0], first_name=name), *request.people[1:])
    request = replace(request, people=people)
    held = hold_visit(request, office=office, start=start, language=language, by=by, sight=WALK_IN)
    given = ContactGiven(name=name, contact=Visit.Contact.NEITHER)
    visit = confirm_visit(give_contact(held, given, by=by), by=by, contact_answered=False)
    return check_in(visit, by=by)
