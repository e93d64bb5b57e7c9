"""Restrict whatever is kept about one person, in every trade, by one act (Art. 18 GDPR)."""

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from welcome_office.cases.models import Restriction
from welcome_office.cases.restricting import Asked, restrict
from welcome_office.core.audit import Actor
from welcome_office.partners.models import Office
from welcome_office.visits.actions.day_papers import discard_day_papers
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import zone_of
from welcome_office.web.personal.finding import Found, others_of, visits_of

GROUNDS: Mapping[str, Promise] = {
    Restriction.Ground.DISPUTED: _("It is disputed whether it is right (letter a)."),
    Restriction.Ground.UNLAWFUL: _("It may not be used, and is not to be deleted (letter b)."),
    Restriction.Ground.CLAIMS: _("The person needs it for legal claims (letter c)."),
    Restriction.Ground.OBJECTION: _("An objection against its use is being decided (letter d)."),
}


@transaction.atomic
def restrict_about(
    who: str,
    *,
    office: Office,
    ground: Restriction.Ground,
    reason: str,
    review_on: date,
    language: str,
    by: Actor,
) -> Restriction | None:
    """Restrict all that is kept about somebody; None where nothing is."""
    visits = visits_of(who, office=office)
    subjects = subjects_about(visits, others_of(who, visits, office=office))
    if not subjects:
        return None
    discard_day_papers(office, days=_days(visits, zone=zone_of(office)))
    asked = Asked(
        subjects=subjects,
        ground=ground,
        reason=reason,
        review_on=review_on,
        email=_address(who, visits),
        language=next((visit.language for visit in visits), language),
    )
    return restrict(office, asked, by=by)


def subjects_about(visits: Iterable[Visit], others: Iterable[Found]) -> list[str]:
    """What a restriction covers: visits and the main thing of each other trade."""
    found = [visit.audit_subject for visit in visits]
    found += [each.subjects[0] for each in others if each.subjects and not each.is_staff]
    return list(dict.fromkeys(found))


def _address(who: str, visits: Iterable[Visit]) -> str:
    return next((visit.email for visit in visits if visit.email), who if "@" in who else "")


def _days(visits: Iterable[Visit], *, zone: ZoneInfo) -> set[date]:
    return {visit.during.lower.astimezone(zone).date() for visit in visits}
