"""Looks at an office as a whole: can everything be served, does nothing contradict itself?"""

from collections.abc import Iterable, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from math import gcd

from welcome_office.partners.office_files.entries import Placed, check_known
from welcome_office.partners.office_files.model import (
    OfficeFile,
    Referral,
    Resource,
    Service,
    Shift,
    clock,
)

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check_office(
    file: OfficeFile,
    *,
    services: Sequence[Placed[Service]],
    referrals: Sequence[Placed[Referral]],
    resources: Sequence[Placed[Resource]],
) -> None:
    """Note everything that only shows when the files are read together."""
    _check_references(file, services, resources)
    _check_order(services)
    _check_referrals(services, referrals)
    for each in resources:
        _check_partner(each, file)
        _check_overlaps(each)
        _check_presence(each, file)
    for service in services:
        _check_service(service, file)


def _check_references(
    file: OfficeFile,
    services: Sequence[Placed[Service]],
    resources: Sequence[Placed[Resource]],
) -> None:
    partners = [partner.id for partner in file.partners]
    assumptions = [each.id for each in file.assumptions]
    known_services = [each.part.id for each in services]
    for placed in services:
        service, entry = placed.part, placed.entry
        check_known(entry, "after", service.after, known=known_services, what="service")
        check_known(entry, "partner", [service.partner], known=partners, what="partner")
    for each in resources:
        named = [each.part.partner] if each.part.partner else []
        check_known(each.entry, "partner", named, known=partners, what="partner")
    both: list[Placed[Service] | Placed[Resource]] = [*services, *resources]
    for one in both:
        named = [one.part.assumption] if one.part.assumption else []
        check_known(one.entry, "assumption", named, known=assumptions, what="assumption")


def _check_order(services: Sequence[Placed[Service]]) -> None:
    entries = {each.part.id: each.entry for each in services}
    graph = {each.part.id: set(each.part.after) & set(entries) for each in services}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        what = f"these services wait for each other: {' → '.join(circle)}."
        entries[circle[0]].wrong("after", what, "Remove one of them.")


def _check_referrals(
    services: Sequence[Placed[Service]], referrals: Sequence[Placed[Referral]]
) -> None:
    offered = {each.part.errand: each.part.id for each in services if each.part.errand}
    seen: set[str] = set()
    for each in referrals:
        errand = each.part.errand
        if errand in offered:
            what = f'"{errand}" is bookable here as service "{offered[errand]}".'
            each.entry.wrong("errand", what, "Remove it here or there.")
        if errand in seen:
            each.entry.wrong("errand", f'"{errand}" stands here twice.', "Keep it once.")
        seen.add(errand)


def _check_partner(placed: Placed[Resource], file: OfficeFile) -> None:
    resource = placed.part
    for name in resource.services or ():
        service = file.services_by_id.get(name)
        if service and resource.partner and service.partner != resource.partner:
            what = f'"{name}" belongs to partner "{service.partner}", not "{resource.partner}".'
            placed.entry.wrong("services", what, "Give it to a desk of that partner.")


def _check_overlaps(placed: Placed[Resource]) -> None:
    for one, other in combinations(placed.part.hours or (), 2):
        days = _common_days(one, other)
        if days:
            what = (
                f"the shifts {_span(one)} and {_span(other)} overlap on "
                f"{', '.join(DAYS[day - 1] for day in days)}."
            )
            placed.entry.wrong("hours", what, "Shorten one, or give them different days.")


def _common_days(one: Shift, other: Shift) -> tuple[int, ...]:
    if one.from_minute >= other.to_minute or other.from_minute >= one.to_minute:
        return ()
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_until or date.max, other.valid_until or date.max)
    if first > last or _never_in_one_week(one, other):
        return ()
    return tuple(sorted(set(one.weekdays) & set(other.weekdays)))


def _never_in_one_week(one: Shift, other: Shift) -> bool:
    if one.valid_from is None or other.valid_from is None:
        return False
    weeks = (_monday(one.valid_from) - _monday(other.valid_from)) // 7
    return weeks % gcd(one.every_weeks, other.every_weeks) != 0


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _check_presence(placed: Placed[Resource], file: OfficeFile) -> None:
    """On-site shifts lie inside the opening hours, and serve nothing on other days."""
    resource = placed.part
    for shift in resource.hours or ():
        for day in shift.weekdays:
            on_site = shift.channels is None or "on_site" in shift.channels
            inside = file.office.is_open(day, start=shift.from_minute, end=shift.to_minute)
            if on_site and not inside and shift.to_minute:
                what = f"the shift {_span(shift)} on {DAYS[day - 1]} is outside the opening hours."
                placed.entry.wrong("hours", what, "Shorten it, or open the house longer.")
    for name in resource.services or ():
        service = file.services_by_id.get(name)
        extra = _days_of(resource, name) - set(service.weekdays) if service else set()
        if extra:
            days = ", ".join(DAYS[day - 1] for day in sorted(extra))
            what = f'"{name}" is not offered on {days}, but this desk would serve it.'
            placed.entry.wrong("hours", what, 'Give that shift a list "services" without it.')


def _check_service(placed: Placed[Service], file: OfficeFile) -> None:
    service, entry = placed.part, placed.entry
    desks = [each for each in file.resources if service.id in (each.services or ())]
    desks = [each for each in desks if each.kind == "counsellor"]
    if not desks:
        entry.wrong("id", f'no counsellor serves "{service.id}".', "Add it to a desk's services.")
        return
    served = {day for desk in desks for day in _days_of(desk, service.id)}
    for day in sorted(set(service.weekdays) - served):
        what = f'nobody serves "{service.id}" on {DAYS[day - 1]}.'
        entry.wrong("days", what, 'Add a shift, or change "days".')
    for channel in service.channels:
        if not any(_offers(desk, service.id, channel) for desk in desks):
            what = f'nobody serves "{service.id}" by {channel}.'
            entry.wrong("channels", what, "Allow it in a shift, or remove it here.")
    for kind in service.needs:
        if not any(each.kind == kind for each in file.resources):
            entry.wrong("needs", f'there is no resource of kind "{kind}".', "Add one.")


def _days_of(resource: Resource, service: str) -> set[int]:
    if resource.hours is None:
        return set(range(1, 8))
    return {day for shift in _serving(resource.hours, service) for day in shift.weekdays}


def _offers(resource: Resource, service: str, channel: str) -> bool:
    if resource.hours is None:
        return True
    shifts = _serving(resource.hours, service)
    return any(shift.channels is None or channel in shift.channels for shift in shifts)


def _serving(shifts: Iterable[Shift], service: str) -> list[Shift]:
    return [each for each in shifts if each.services is None or service in each.services]


def _span(shift: Shift) -> str:
    return f"{clock(shift.from_minute)}–{clock(shift.to_minute)}"
