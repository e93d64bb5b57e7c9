"""What can happen to an office and the organisations in it."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from django.db import transaction

from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import (
    EndedAccess,
    Membership,
    Office,
    OfficeDefinition,
    OfficeEntry,
    Partner,
    Resource,
    Service,
    version_now,
)
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.entered import Entered
from welcome_office.partners.queries import KINDS


@transaction.atomic
def replace_definition(file: OfficeFile, *, by: Actor, is_demo: bool = False) -> Office:
    """Take over what the files say; the same files twice change nothing.

    Callers check first that no booked visit loses what it needs (`visits.actions.change_office`).
    """
    content = msgspec.to_builtins(file)
    office, created = Office.objects.select_for_update().get_or_create(
        slug=file.office.id, defaults={"is_demo": is_demo}
    )
    is_known = OfficeDefinition.objects.filter(office=office, content=content).exists()
    if is_known and office.is_demo == is_demo:
        return office
    if not created:
        office.is_demo = is_demo
        office.definition_version = version_now()
        office.save()
    OfficeDefinition.objects.update_or_create(office=office, defaults={"content": content})
    _write_rows(office, file)
    record("office.loaded", office=office.slug, subject=f"office:{office.pk}", by=by)
    return office


def _write_rows(office: Office, file: OfficeFile) -> None:
    partners = _sync(Partner, office, file.partners, lambda _: {})
    _sync(
        Service,
        office,
        file.services,
        lambda service: {"partner": partners[service.partner]},
    )
    _sync(
        Resource,
        office,
        file.resources,
        lambda resource: {
            "partner": partners[resource.partner] if resource.partner else None,
            "kind": resource.kind,
        },
    )


def _sync(
    model: type[Partner] | type[Service] | type[Resource],
    office: Office,
    parts: Sequence[Any],
    columns: Any,
) -> dict[str, Any]:
    """Write one row per part and retire the rows that the files no longer name."""
    rows: dict[str, Any] = {}
    for position, part in enumerate(parts):
        values = {"position": position, "is_active": True, **columns(part)}
        rows[part.id], _ = model.objects.update_or_create(
            office=office, slug=part.id, defaults=values
        )
    retired: Iterable[str] = rows.keys()
    model.objects.filter(office=office).exclude(slug__in=retired).update(is_active=False)
    return rows


@transaction.atomic
def give_role(
    user_id: int,
    *,
    office: Office,
    role: Membership.Role,
    by: Actor,
    partner: Partner | None = None,
    resource: Resource | None = None,
) -> Membership:
    """Say what a member of staff is in an office from now on."""
    place = {"role": role, "partner": partner, "resource": resource}
    member, _ = Membership.objects.update_or_create(user_id=user_id, office=office, defaults=place)
    record("role.given", office=office.slug, subject=f"user:{user_id}", by=by, role=role)
    return member


@transaction.atomic
def take_role(member: Membership, *, by: Actor) -> None:
    """End what a member of staff is in an office; the next click shows them nothing any more."""
    subject = f"user:{member.user_id}"
    record("role.taken", office=member.office.slug, subject=subject, by=by, role=member.role)
    member.delete()


@transaction.atomic
def end_access(member: Membership, *, by: Actor) -> None:
    """Take the role, and let no provider give it again."""
    EndedAccess.objects.get_or_create(user_id=member.user_id, office=member.office)
    take_role(member, by=by)


def allow_access(user_id: int, *, office: Office) -> None:
    """Let the office's providers give a role again; the caller records why."""
    EndedAccess.objects.filter(user_id=user_id, office=office).delete()


@transaction.atomic
def write_entry(office: Office, entered: Entered, *, by: Actor) -> OfficeEntry:
    """Lay something over the office's files; callers check first what booked visits need."""
    kind = next(kind for kind, part in KINDS.items() if isinstance(entered, part))
    entry = OfficeEntry.objects.create(
        office=office, kind=kind, content=msgspec.to_builtins(entered)
    )
    _note_change(office)
    record("office.entered", office=office.slug, subject=f"entry:{entry.pk}", by=by, kind=kind)
    return entry


@transaction.atomic
def withdraw_entry(entry: OfficeEntry, *, by: Actor) -> None:
    """Let the files count again; callers check first what booked visits need."""
    subject, office = f"entry:{entry.pk}", entry.office
    entry.delete()
    _note_change(office)
    record("office.withdrawn", office=office.slug, subject=subject, by=by, kind=entry.kind)


def _note_change(office: Office) -> None:
    office.definition_version = version_now()
    office.save(update_fields=["definition_version"])
