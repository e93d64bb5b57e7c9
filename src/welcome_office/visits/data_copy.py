"""Everything that is kept about the people of a visit, and who looked at it (GDPR, article 15)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from welcome_office.core.models import AccessRecord, AuditRecord
from welcome_office.core.privacy import Privacy, Purpose
from welcome_office.core.wording import current_language
from welcome_office.partners.models import Membership, Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import (
    Arrangement,
    CodeUse,
    ContactChange,
    Continuation,
    PaperAnswer,
    Step,
    Visit,
    VisitPerson,
)
from welcome_office.visits.planning import zone_of


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One thing that is kept: where, what it says, what for and until when."""

    model: str
    field: str
    value: Any
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class Look:
    """How often a member of staff looked on a day, for which organisation, and what for."""

    day: date
    partner: str
    role: str
    purpose: str
    times: int


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that was done with the visit, and by whom: a role, never a name."""

    at: datetime
    action: str
    actor: str
    partner: str = ""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A message and how it went."""

    at: datetime
    kind: str
    state: str


@dataclass(frozen=True, kw_only=True)
class DataCopy:
    """All of it."""

    reference: str
    kept: tuple[Kept, ...]
    messages: tuple[Sent, ...]
    acts: tuple[Act, ...]
    looks: tuple[Look, ...]


# What the fields are called for the person; the test that knows all declared fields guards it.
FIELD_NAMES: Mapping[str, Promise] = {
    "Visit.name": _("Name"),
    "Visit.email": _("E-mail address"),
    "Visit.phone": _("Phone number"),
    "Visit.person": _("Number under which we know your address"),
    "Visit.spoken": _("Languages that you speak"),
    "Visit.language": _("Language in which we write to you"),
    "Visit.time_zone": _("Time zone in which you are when we talk"),
    "Visit.arrives_on": _("Day of arrival"),
    "Visit.moves_in_on": _("Day of moving in"),
    "VisitPerson.first_name": _("First name"),
    "VisitPerson.age": _("Age"),
    "Step.people": _("Who comes to a desk"),
    "Step.service": _("Errand"),
    "CodeUse.code": _("Booking code"),
    "Arrangement.companion": _("Who booked for you"),
    "Arrangement.exception": _("Why the office made an exception"),
    "PaperAnswer.paper": _("Paper"),
    "PaperAnswer.answer": _("Whether you have the paper"),
    "Continuation.what": _("What continues"),
    "Continuation.where": _("Where it continues"),
    "ContactChange.email": _("New e-mail address"),
    "ContactChange.phone": _("New phone number"),
    "ContactChange.old_email": _("Earlier e-mail address"),
    "ContactChange.old_phone": _("Earlier phone number"),
}


def copy_of(visit: Visit) -> DataCopy:
    """Put together what is kept about a visit; fetch it by `visits_in_full`."""
    zone = zone_of(visit.office)
    return DataCopy(
        reference=visit.reference,
        kept=tuple(_kept(visit)),
        messages=tuple(
            Sent(
                at=(message.sent_at or message.queued_at).astimezone(zone),
                kind=message.kind,
                state=message.state,
            )
            for message in visit.messages.all()
        ),
        acts=tuple(_acts(visit)),
        looks=tuple(_looks(visit)),
    )


def _kept(visit: Visit) -> Iterator[Kept]:
    yield from kept_in(visit)
    for person in visit.people.all():
        yield from kept_in(person)
    services = definition_of(visit.office).services_by_id
    for step in visit.steps.all():
        names = [person.first_name for person in step.people.all()]
        values = {
            "people": [name for name in names if name],
            "service": services[step.service.slug].name,
        }
        yield from kept_in(step, values)
    for use in CodeUse.objects.filter(visit=visit).select_related("code"):
        yield from kept_in(use, {"code": use.code.holder})
    for arranged in Arrangement.objects.filter(visit=visit):
        yield from kept_in(arranged)
    for answered in PaperAnswer.objects.filter(visit=visit):
        yield from kept_in(answered)
    for agreed in Continuation.objects.filter(event__step__visit=visit):
        yield from kept_in(agreed)
    for change in ContactChange.objects.filter(visit=visit):
        yield from kept_in(change)


def kept_in(row: Model, values: Mapping[str, Any] | None = None) -> Iterator[Kept]:
    """What a row of any model of ours says about people; `values` replace what it holds."""
    privacy: Privacy = row.privacy  # type: ignore[attr-defined] # every model of ours declares it
    for name, purpose in privacy.personal.items():
        value = values[name] if values and name in values else getattr(row, name)
        value = value.pk if isinstance(value, Model) else value
        if value not in ("", None, [], {}):
            yield Kept(model=type(row).__name__, field=name, value=value, purpose=purpose)


def _acts(visit: Visit) -> Iterator[Act]:
    return acts_on([visit.audit_subject], office=visit.office)


def acts_on(subjects: Collection[str], *, office: Office) -> Iterator[Act]:
    """What was done with things that the audit trail names so, oldest first."""
    zone, staff = zone_of(office), _Staff(office)
    for record in AuditRecord.objects.filter(subject__in=subjects).order_by("at", "pk"):
        role, partner = staff.behind(record.actor)
        yield Act(at=record.at.astimezone(zone), action=record.action, actor=role, partner=partner)


def _looks(visit: Visit) -> Iterator[Look]:
    """Looks at the visit itself, and at the list of its day by those who saw it there."""
    day = visit.during.lower.astimezone(zone_of(visit.office)).date()
    concerned = {step.service.partner.slug for step in visit.steps.all()} | {""}
    on_the_list = Q(subject=f"day:{day}", viewer_partner__in=concerned)
    return _looks_where(Q(subject=visit.audit_subject) | on_the_list, office=visit.office)


def looks_at(subjects: Collection[str], *, office: Office) -> Iterator[Look]:
    """Who looked at things that the access records name so."""
    return _looks_where(Q(subject__in=subjects), office=office)


def _looks_where(condition: Q, *, office: Office) -> Iterator[Look]:
    zone, staff = zone_of(office), _Staff(office)
    records = AccessRecord.objects.filter(condition, office=office.slug)
    counted: Counter[tuple[date, str, str, str]] = Counter(
        (
            record.at.astimezone(zone).date(),
            record.viewer_partner,
            staff.behind(record.viewer)[0],
            record.purpose,
        )
        for record in records.order_by("at")
    )
    for (on, partner, role, purpose), times in counted.items():
        name = staff.partner_called(partner)
        yield Look(day=on, partner=name, role=role, purpose=purpose, times=times)


class _Staff:
    """Who stands behind the numbers of the records: role and organisation."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.file: OfficeFile = definition_of(office)
        self.known: dict[str, tuple[str, str]] = {}

    def behind(self, actor: str) -> tuple[str, str]:
        """The role and the organisation; for visitor and program their own names."""
        if not actor.startswith("user:"):
            return actor, ""
        if actor not in self.known:
            members = Membership.objects.select_related("partner").filter(office=self.office)
            member = members.filter(user_id=actor.removeprefix("user:")).first()
            slug = member.partner.slug if member and member.partner else ""
            role = member.role if member else "staff"
            self.known[actor] = (role, self.partner_called(slug))
        return self.known[actor]

    def partner_called(self, slug: str) -> str:
        """The organisation's short name; the office's own for the house itself."""
        language = current_language().code
        for partner in self.file.partners:
            if partner.id == slug:
                return partner.short_name.in_language(language)
        return self.file.office.name.in_language(language)


PERSONAL_MODELS = (
    Visit,
    VisitPerson,
    Step,
    Arrangement,
    CodeUse,
    Continuation,
    PaperAnswer,
    ContactChange,
)
