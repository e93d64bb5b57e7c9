"""Find everything that is kept about one person, in every trade of the house."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from welcome_office.accessibility.models import BarrierReport
from welcome_office.cases.models import DataRequest
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.models import Membership, Office
from welcome_office.pathways.models import Assessment, KeptPlan, PlannedVisit
from welcome_office.people.models import Person, User
from welcome_office.recognition.models import (
    Client,
    Contact,
    Deficit,
    Enquiry,
    Measure,
    Paper,
    PaperFile,
    Procedure,
    ProcedureEvent,
)
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Visit, Waiting
from welcome_office.visits.reference import read_reference

OF_A_PROCEDURE = (ProcedureEvent, Paper, PaperFile, Deficit, Measure)


@dataclass(frozen=True, kw_only=True)
class Found:
    """One thing about the person with all its rows, and how the records name it."""

    kind: Promise
    rows: tuple[Model, ...]
    subjects: tuple[str, ...]

    @property
    def is_staff(self) -> bool:
        """Whether it is an account of somebody who works here."""
        return isinstance(self.main, User)

    @property
    def main(self) -> Model:
        """What the other rows belong to."""
        return self.rows[0]


def visits_of(who: str, *, office: Office) -> list[Visit]:
    """The visits behind a reference, a mail address or a phone number."""
    known = visits_in_full().filter(office=office, forgotten_at=None).order_by("pk")
    reference = read_reference(who)
    if reference is not None:
        return list(known.filter(reference=reference))
    person = Q(person__email__iexact=who) | Q(person__phone=who)
    return list(known.filter(Q(email__iexact=who) | Q(phone=who) | person))


def others_of(who: str, visits: list[Visit], *, office: Office) -> Iterator[Found]:
    """Everything else: of the same address, of these visits, or of their person."""
    addresses = {who, *(visit.email for visit in visits)} - {""}
    numbers = [visit.pk for visit in visits]
    people = [visit.person_id for visit in visits if visit.person_id]
    same = Q(email__in=addresses) | Q(email__iexact=who)
    known_here = Q(visits__office=office) | Q(assessments__office=office)
    for person in Person.objects.filter(known_here, same | Q(pk__in=people)).distinct():
        yield Found(kind=_("Contact that answered"), rows=(person,), subjects=())
    of_office: dict[str, Any] = {"office": office}
    waiting = Waiting.objects.filter(same | Q(visit__in=numbers), **of_office)
    yield from _each(_("Waiting list"), waiting.exclude(email="", visit=None), "waiting")
    yield from _each(_("Passed on to an adviser"), Enquiry.objects.filter(visit__in=numbers), "")
    for client in Client.objects.filter(visit__in=numbers):
        yield _accompanied(client)
    checks = Assessment.objects.filter(Q(visit__in=numbers) | Q(person__in=people), **of_office)
    yield from _each(_("Check of residence paths"), checks, "")
    plans = KeptPlan.objects.filter(same | Q(visits__visit__in=numbers), **of_office).distinct()
    for plan in plans:
        rows = (plan, *PlannedVisit.objects.filter(plan=plan))
        yield Found(kind=_("Arrival plan"), rows=rows, subjects=(plan.audit_subject,))
    references = [visit.reference for visit in visits]
    asked = DataRequest.objects.filter(Q(who__iexact=who) | Q(who__in=[*addresses, *references]))
    for request in asked.filter(**of_office):
        yield Found(kind=_("Request about data"), rows=(request,), subjects=())
    groups = GroupAnnouncement.objects.filter(same, **of_office)
    yield from _each(_("Announcement of a group"), groups, "announcement")
    reports = BarrierReport.objects.filter(same | Q(phone=who), **of_office)
    yield from _each(_("Report of a barrier"), reports, "barrier")
    for user in _staff_called(who, office=office):
        rows = (user, *Membership.objects.filter(user=user, office=office), *user.identities.all())
        yield Found(kind=_("Account of staff"), rows=rows, subjects=(user.audit_name,))


def _staff_called(who: str, *, office: Office) -> list[User]:
    """By address; by name where their organisation signs them in, and only one has that name."""
    staff = User.objects.filter(memberships__office=office)
    named = list(staff.filter(email=None, name__iexact=who)[:2])
    return [*staff.filter(email__iexact=who), *(named if len(named) == 1 else ())]


def _each(kind: Promise, rows: Any, name: str) -> Iterator[Found]:
    for row in rows:
        subject = f"{name}:{row.pk}" if name else row.audit_subject
        yield Found(kind=kind, rows=(row,), subjects=(subject,))


def _accompanied(client: Client) -> Found:
    """A client of an adviser with all talks, procedures and papers."""
    procedures = list(Procedure.objects.filter(client=client))
    rows: list[Model] = [client, *Contact.objects.filter(client=client), *procedures]
    for model in OF_A_PROCEDURE:
        rows += model._default_manager.filter(procedure__in=procedures)  # noqa: SLF001 - five models, one question
    subjects = [f"client:{client.pk}", *(each.audit_subject for each in procedures)]
    subjects += [row.audit_subject for row in rows if isinstance(row, PaperFile)]
    return Found(kind=_("Advice on recognition"), rows=tuple(rows), subjects=tuple(subjects))
