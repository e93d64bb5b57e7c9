"""What the desk enters day by day; visits that it breaks are repaired in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from welcome_office.cases.actions import promise_next_step
from welcome_office.core.audit import Actor, record
from welcome_office.core.transactions import with_retries
from welcome_office.core.wording import long_day, speaking
from welcome_office.partners.actions import withdraw_entry, write_entry
from welcome_office.partners.models import Membership, Office, OfficeEntry
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.entered import Entered, with_entered
from welcome_office.partners.queries import files_of, read_entry
from welcome_office.visits.actions.cancel import end_visit
from welcome_office.visits.actions.freed import stretch, take_freed_times
from welcome_office.visits.actions.office import newly_needed
from welcome_office.visits.actions.turn import end_expired_visits
from welcome_office.visits.actions.write import write_steps
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.errors import VisitChangedError
from welcome_office.visits.locks import change_hours
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import Arrangement, Message, Occupation, Visit
from welcome_office.visits.planning import Plan, Repair, Way, find_repairs, row_ids, zone_of
from welcome_office.visits.reference import show_reference

# The office's own language: tasks are for its staff.
HOUSE_LANGUAGE = "de"


@dataclass(frozen=True, kw_only=True)
class DayChange:
    """Something entered, or an earlier entry withdrawn."""

    enter: Entered | None = None
    withdraw: int | None = None


def repairs_for(office: Office, change: DayChange) -> list[Repair]:
    """The visits that the change would break, each with its best repair; nothing is changed."""
    return _repairs(office, _file_after(office, change))


def change_days(
    office: Office, change: DayChange, *, chosen: Mapping[int, str], by: Actor
) -> list[Repair]:
    """Change the office's days and repair every visit that this breaks: all of it, or nothing.

    `chosen` holds for each broken visit the mark of the repair that was shown, or "ask" to let the
    person choose another time. Raises VisitChangedError when the repairs are others by now.
    """
    return with_retries(lambda: _change(office, change, chosen=chosen, by=by))


def _change(
    office: Office, change: DayChange, *, chosen: Mapping[int, str], by: Actor
) -> list[Repair]:
    # Waits for bookings that are just being made; from here on nobody books until the end.
    change_hours(office.pk)
    end_expired_visits()
    office.refresh_from_db(fields=["definition_version"])
    found = _repairs(office, _file_after(office, change))
    agreed = [_as_chosen(repair, chosen) for repair in found]
    for repair in agreed:
        _apply(repair, by=by)
    if change.enter is not None:
        write_entry(office, change.enter, by=by)
    if change.withdraw is not None:
        entry = OfficeEntry.objects.select_for_update().get(office=office, pk=change.withdraw)
        entry.office = office
        withdraw_entry(entry, by=by)
    return agreed


def _file_after(office: Office, change: DayChange) -> OfficeFile:
    entries = OfficeEntry.objects.filter(office=office).exclude(pk=change.withdraw or 0)
    entered = [read_entry(entry) for entry in entries]
    new = [change.enter] if change.enter is not None else []
    return with_entered(files_of(office), [*entered, *new])


def _repairs(office: Office, file: OfficeFile) -> list[Repair]:
    broken = {step.reference for step in newly_needed(office, file)}
    if not broken:
        return []
    visits = visits_in_full().filter(office=office, reference__in=broken)
    return find_repairs(office, file, list(visits))


def _as_chosen(repair: Repair, chosen: Mapping[int, str]) -> Repair:
    wanted = chosen.get(repair.visit.pk)
    if wanted == Way.ASK and repair.visit.state == Visit.State.CONFIRMED:
        return replace(repair, way=Way.ASK, plan=None)
    if wanted != repair.mark:
        raise VisitChangedError
    return repair


def _apply(repair: Repair, *, by: Actor) -> None:
    visit = repair.visit
    # Whoever moves or cancels it at this moment is waited for, and then counts.
    locked = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if (locked.state, locked.sequence) != (visit.state, visit.sequence):
        raise VisitChangedError
    if repair.way == Way.END:
        end_visit(visit, by=by)
        return
    if repair.way == Way.ASK:
        _ask(visit, by=by)
    elif repair.plan is not None:
        _rebook(repair, repair.plan)
        _tell(visit, Message.Kind.CHANGED)
    office = visit.office.slug
    record("visit.repaired", office=office, subject=visit.audit_subject, by=by, way=repair.way)


def _rebook(repair: Repair, plan: Plan) -> None:
    visit = repair.visit
    if repair.way == Way.OTHER_DESK:
        _change_desks(visit, repair.before, plan)
    else:
        visit.occupations.all().delete()
        visit.steps.all().delete()
        write_steps(visit, plan, over_freed=True)
    Visit.objects.filter(pk=visit.pk).update(
        during=stretch(plan.start, plan.end),
        wait_minutes=plan.wait_minutes,
        # Calendars take over an edition only when its number is higher (RFC 5546).
        sequence=F("sequence") + 1,
    )


def _change_desks(visit: Visit, before: Plan, plan: Plan) -> None:
    """Put somebody else at the same steps; what happened at them so far stays with them."""
    ids = row_ids(visit.office).resources
    take_freed_times(visit.office, plan)
    rows = list(visit.steps.all())
    for row, old, new in zip(rows, before.steps, plan.steps, strict=True):
        if old.resource == new.resource:
            continue
        row.counsellor_id = ids[new.resource]
        row.save(update_fields=["counsellor"])
        taken = Occupation.objects.filter(visit=visit, resource=ids[old.resource])
        taken.filter(during=row.during).update(resource=ids[new.resource])


def _ask(visit: Visit, *, by: Actor) -> None:
    """Let the person choose another time; until then the old one stays where it is."""
    now = timezone.now()
    Arrangement.objects.update_or_create(visit=visit, defaults={"new_time_asked_at": now})
    has_begun = visit.during.lower <= now
    if visit.contact != Visit.Contact.NEITHER and not has_begun:
        _tell(visit, Message.Kind.CHOOSE_ANEW)
    day = visit.during.lower.astimezone(zone_of(visit.office)).date()
    with speaking(HOUSE_LANGUAGE):
        sentence = gettext("Visit %(reference)s on %(day)s needs another time.") % {
            "reference": show_reference(visit.reference),
            "day": long_day(day),
        }
    promise_next_step(
        visit.office,
        owner_role=Membership.Role.FRONT_DESK,
        due_on=max(day - timedelta(days=1), timezone.localdate()),
        sentence=sentence,
        by=by,
    )


def _tell(visit: Visit, kind: Message.Kind) -> None:
    is_booked = visit.state == Visit.State.CONFIRMED
    if is_booked and visit.contact != Visit.Contact.NEITHER:
        queue_message(visit, kind=kind)
