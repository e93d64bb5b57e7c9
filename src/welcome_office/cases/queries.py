"""What can be asked about restrictions of processing."""

from collections.abc import Collection

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from welcome_office.cases.models import RestrictedThing, Restriction
from welcome_office.partners.models import Office


def is_restricted(kind: str, number: str = "pk") -> Exists:
    """Whether a row is restricted now, as a condition of a query.

    `kind` is how the audit trail names such rows ("visit"), `number` the field with their number.
    """
    subject = Concat(Value(f"{kind}:"), Cast(OuterRef(number), CharField()))
    return Exists(RestrictedThing.objects.filter(_holds("restriction__"), subject=subject))


def restriction_of(subject: str) -> Restriction | None:
    """The restriction that holds for one thing."""
    return Restriction.objects.filter(_holds(), things__subject=subject).first()


def restrictions_of(subjects: Collection[str]) -> QuerySet[Restriction]:
    """The restrictions that hold for some of these things."""
    return Restriction.objects.filter(_holds(), things__subject__in=subjects).distinct()


def restrictions_in(office: Office) -> QuerySet[Restriction]:
    """All that hold at an office, the one first that has to be looked at first."""
    return Restriction.objects.filter(_holds(), office=office).prefetch_related("things")


def _holds(way: str = "") -> Q:
    return Q(**{f"{way}ends_at": None}) | Q(**{f"{way}ends_at__gt": timezone.now()})
