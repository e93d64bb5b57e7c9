"""Short names of the days that must not be missed, for picture and calendar."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from welcome_office.law.arrival.rules import GuardId

SHORT: Mapping[GuardId, Promise] = {
    "visa_ends": _("Visa ends"),
    "permit_ends": _("Residence title ends"),
    "certificate_ends": _("Provisional certificate ends"),
    "visa_free_stay": _("Stay without visa ends"),
    "passport_ends": _("Passport ends"),
    "notice_final": _("Last day against the notice"),
}
