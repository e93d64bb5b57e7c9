"""Put the coming day on paper, for each organisation its own steps, and forget it afterwards."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import PROGRAM, record
from welcome_office.partners.models import Office, Partner
from welcome_office.visits.documents.day_paper import day_in_reach, day_paper
from welcome_office.visits.models import DayPaper
from welcome_office.visits.models.day_papers import PAPER_KEPT
from welcome_office.visits.planning import zone_of

# From six in the evening on the next day is put on paper, every hour anew; once more at six.
EVENING, MORNING = 18, range(5, 8)


def day_to_print(office: Office, *, now: datetime) -> date | None:
    """Which day belongs on paper at this hour, or None."""
    local = now.astimezone(zone_of(office))
    if local.hour >= EVENING:
        return local.date() + timedelta(days=1)
    return local.date() if local.hour in MORNING else None


def make_day_papers(office: Office, *, day: date) -> int:
    """Set the papers of a day, for each organisation and for the house; say how many."""
    staffed = day_in_reach(office, day=day, partner=None)
    names = [each.id for each in staffed.partners] if staffed.visits else []
    partners = Partner.objects.filter(office=office, slug__in=names)
    for partner in (*partners, *([None] if names else [])):
        _keep(office, day=day, partner=partner)
    return len(names)


@transaction.atomic
def _keep(office: Office, *, day: date, partner: Partner | None) -> None:
    DayPaper.objects.update_or_create(
        office=office,
        day=day,
        partner=partner,
        defaults={
            "content": day_paper(office, day=day, partner=partner),
            "made_at": timezone.now(),
        },
    )
    subject = f"day:{day}"
    partner_name = partner.slug if partner else ""
    record("day.on_paper", office=office.slug, subject=subject, by=PROGRAM, partner=partner_name)


def discard_day_papers(office: Office, *, days: Iterable[date]) -> int:
    """Delete papers that say too much now; whoever asks for one gets a new one."""
    return DayPaper.objects.filter(office=office, day__in=list(days)).delete()[0]


def forget_day_papers(*, today: date) -> int:
    """Delete the papers of days that are over; say how many."""
    return DayPaper.objects.filter(day__lte=today - timedelta(days=PAPER_KEPT.days)).delete()[0]
