"""Delete on request whatever is kept about one person, except what has to stay."""

from django.db import transaction

from welcome_office.accessibility.actions import delete_report
from welcome_office.accessibility.models import BarrierReport
from welcome_office.core.audit import Actor
from welcome_office.employers.actions import delete_announcement
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.models import Office
from welcome_office.pathways.actions import delete_assessment
from welcome_office.pathways.actions.plans import delete_plan
from welcome_office.pathways.models import Assessment, KeptPlan
from welcome_office.recognition.actions import withdraw_enquiry
from welcome_office.recognition.models import Enquiry
from welcome_office.visits.actions import delete_visit_data, leave_waiting
from welcome_office.visits.errors import VisitRunningError
from welcome_office.visits.models import Waiting
from welcome_office.web.personal.finding import Found, others_of, visits_of


def delete_about(who: str, *, office: Office, by: Actor) -> int:
    """Delete what may be deleted now; say how many things are left."""
    visits = visits_of(who, office=office)
    with transaction.atomic():
        left = sum(not _delete(found, by=by) for found in others_of(who, visits, office=office))
    for visit in visits:
        try:
            delete_visit_data(visit, by=by)
        except VisitRunningError:
            left += 1
    return left


def _delete(found: Found, *, by: Actor) -> bool:
    """Whether it is gone, or goes with its visit."""
    match found.main:
        case Waiting() as waiting:
            leave_waiting(waiting, by=by)
        case Enquiry() as enquiry:
            withdraw_enquiry(enquiry, by=by)
        case Assessment() as assessment:
            delete_assessment(assessment, by=by)
        case KeptPlan() as plan:
            delete_plan(plan, by=by)
        case GroupAnnouncement() as announcement:
            delete_announcement(announcement, by=by)
        case BarrierReport() as report:
            delete_report(report, by=by)
        case _:
            return found.subjects == ()
    return True
