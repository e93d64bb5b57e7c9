"""What can be asked about kept plans."""

from django.db.models import QuerySet

from welcome_office.cases.queries import is_restricted
from welcome_office.partners.models import Office
from welcome_office.pathways.codes import digest_of, read_code
from welcome_office.pathways.models import KeptPlan, PlannedVisit


def plan_with_code(typed: str, *, office: Office) -> KeptPlan | None:
    """The plan of this office that a typed code opens."""
    code = read_code(typed)
    if code is None:
        return None
    plans = KeptPlan.objects.select_related("office").filter(office=office)
    return plans.filter(code_digest=digest_of(code)).first()


def plan_numbered(number: str, *, office: Office) -> KeptPlan | None:
    """The plan of this office with this number, unless it was deleted meanwhile."""
    plans = KeptPlan.objects.select_related("office").filter(office=office)
    return plans.filter(pk=number).first()


def plans_of_older_law(office: Office, *, version: str) -> QuerySet[KeptPlan]:
    """The plans that were made with another state of the law than this one."""
    older = KeptPlan.objects.filter(office=office).exclude(law_version=version)
    # Whose data is restricted is written to when that is over.
    return older.exclude(is_restricted("plan")).order_by("pk")


def planned_visits(kept: KeptPlan) -> QuerySet[PlannedVisit]:
    """The visits that were booked from a plan."""
    return PlannedVisit.objects.filter(plan=kept).order_by("pk")
