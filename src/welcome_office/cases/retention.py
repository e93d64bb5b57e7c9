"""What is kept about requests and restrictions no longer."""

from django.utils.translation import gettext_noop as _

from welcome_office.cases.models import REQUEST_KEPT, RESTRICTION_KEPT
from welcome_office.cases.requests import forget_requests
from welcome_office.cases.restricting import forget_restrictions
from welcome_office.core.retention import Rule

RULES = (
    Rule(
        name="requests",
        kind=_("Requests of people about their data, and how they were answered"),
        keep=REQUEST_KEPT,
        forget=forget_requests,
    ),
    Rule(
        name="restrictions",
        kind=_("Restrictions of processing and why they were made and lifted"),
        keep=RESTRICTION_KEPT,
        forget=forget_restrictions,
    ),
)
