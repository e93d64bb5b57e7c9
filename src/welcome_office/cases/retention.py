"""What is kept about restrictions no longer."""

from django.utils.translation import gettext_noop as _

from welcome_office.cases.models import RESTRICTION_KEPT
from welcome_office.cases.restricting import forget_restrictions
from welcome_office.core.retention import Rule

RULES = (
    Rule(
        name="restrictions",
        kind=_("Restrictions of processing and why they were made and lifted"),
        keep=RESTRICTION_KEPT,
        forget=forget_restrictions,
    ),
)
