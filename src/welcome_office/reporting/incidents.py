"""Who saw what in a span of time: for finding out after a breach whom it concerns (Art. 33, 34).

Never for judging staff (docs/privacy/personalrat.md): every use is recorded with its reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from welcome_office.core.audit import Actor, record
from welcome_office.core.models import AccessRecord, AuditRecord
from welcome_office.partners.models import Office, Partner
from welcome_office.people.models import User
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.queries import whole_day

DAY = "day:"


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One look or one act: when, by which account, for which organisation, at what, what for."""

    at: datetime
    account: str
    partner: str
    subject: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """Whole days at an office, both ends included; `because` says which incident it is about."""

    office: Office
    first: date
    last: date
    because: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first} to {self.last}: the end lies before the beginning.")
        if not self.because.strip():
            raise ValueError("Say which incident it is about: the search is recorded with it.")

    @property
    def limits(self) -> tuple[datetime, datetime]:
        """From midnight to midnight in the office's zone."""
        zone = zone_of(self.office)
        begin = datetime.combine(self.first, time(), tzinfo=zone)
        return begin, datetime.combine(self.last + timedelta(days=1), time(), tzinfo=zone)


def who_saw(visit: Visit, *, span: Span, by: Actor) -> list[Sight]:
    """Everybody who looked at a visit or at the list of its day, or changed it."""
    _note(visit.audit_subject, span, by=by)
    day = visit.during.lower.astimezone(zone_of(visit.office)).date()
    partners = set(visit.steps.values_list("service__partner__slug", flat=True)) | {""}
    on_the_list = Q(subject=f"{DAY}{day}", viewer_partner__in=partners)
    looks = AccessRecord.objects.filter(Q(subject=visit.audit_subject) | on_the_list)
    acts = AuditRecord.objects.filter(subject=visit.audit_subject, actor__startswith="user:")
    return _sights(span, looks=looks, acts=acts)


def seen_by(user: User, *, span: Span, by: Actor) -> list[Sight]:
    """Everything that one account looked at or changed."""
    _note(user.audit_name, span, by=by)
    looks = AccessRecord.objects.filter(viewer=user.audit_name)
    return _sights(span, looks=looks, acts=AuditRecord.objects.filter(actor=user.audit_name))


def concerned(sights: Iterable[Sight], *, office: Office) -> list[Visit]:
    """The visits that were seen, each once, also those on the lists of a day."""
    numbers = set[int]()
    for sight in sights:
        numbers |= set(_visits_in(sight, office))
    found = Visit.objects.filter(office=office, pk__in=numbers)
    return list(found.order_by("during", "pk"))


def _visits_in(sight: Sight, office: Office) -> Iterator[int]:
    kind, _, name = sight.subject.partition(":")
    if kind == "visit":
        yield int(name)
    elif kind == "day":
        shown = Visit.objects.filter(office=office)
        shown = shown.filter(during__overlap=whole_day(date.fromisoformat(name), zone_of(office)))
        if Partner.objects.filter(office=office, slug=sight.partner).exists():
            shown = shown.filter(steps__service__partner__slug=sight.partner)
        yield from shown.values_list("pk", flat=True).distinct()


def _sights(
    span: Span, *, looks: QuerySet[AccessRecord], acts: QuerySet[AuditRecord]
) -> list[Sight]:
    within = {"office": span.office.slug, "at__range": span.limits}
    found = [
        Sight(
            at=look.at,
            account=look.viewer,
            partner=look.viewer_partner,
            subject=look.subject,
            purpose=look.purpose,
        )
        for look in looks.filter(**within)
    ]
    found += [
        Sight(at=act.at, account=act.actor, partner="", subject=act.subject, purpose=act.action)
        for act in acts.filter(**within)
    ]
    return sorted(found, key=lambda sight: sight.at)


def _note(subject: str, span: Span, *, by: Actor) -> None:
    record(
        "records.searched",
        office=span.office.slug,
        subject=subject,
        by=by,
        because=span.because,
        first=str(span.first),
        last=str(span.last),
    )
