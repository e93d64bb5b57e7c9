"""When somebody or something is not there although the weekly hours say so."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from welcome_office.partners.office_files import Absence, OfficeFile

Span = tuple[datetime, datetime]


def absent_spans(file: OfficeFile, day: date) -> dict[str, list[Span]]:
    """From-to on a day, for each resource that is absent or blocked."""
    found: dict[str, list[Span]] = {}
    for absence in file.absences:
        if absence.first <= day <= absence.last:
            span = _on(day, absence, zone=ZoneInfo(file.office.timezone))
            found.setdefault(absence.resource, []).append(span)
    return found


def _on(day: date, absence: Absence, *, zone: ZoneInfo) -> Span:
    start, end = (_moment(day, minute, zone) for minute in absence.span)
    return start, end


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    whole_days, rest = divmod(minute, 24 * 60)
    wall = time(rest // 60, rest % 60)
    return datetime.combine(day + timedelta(days=whole_days), wall, tzinfo=zone)
