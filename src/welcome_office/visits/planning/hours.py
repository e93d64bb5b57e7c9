"""When an office's people are there, bookings aside."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.office_files.calendar import closed_days
from welcome_office.scheduling import model as engine
from welcome_office.scheduling.timetable import Timetable
from welcome_office.scheduling.wallclock import local_day
from welcome_office.visits.planning.absences import absent_spans
from welcome_office.visits.planning.office import engine_resources


class StaffedHours:
    """The hours of one reading of an office's files."""

    def __init__(self, file: OfficeFile) -> None:
        self.file = file
        self.zone = ZoneInfo(file.office.timezone)
        self.services = file.services_by_id
        self.resources = {resource.id: resource for resource in engine_resources(file)}

    def can_serve(self, resource: str, *, service: str, start: datetime, end: datetime) -> bool:
        """Whether somebody of that name is there from-to and serves that."""
        found = self.resources.get(resource)
        if found is None or service not in self.services:
            return False
        if found.services is not None and service not in found.services:
            return False
        first, last = (moment.astimezone(self.zone) for moment in (start, end))
        if not self.is_there(resource, start=start, end=end):
            return False
        spans = self.openings(found, day=first.date(), service=service)
        midnight = local_day(first.date(), zone=self.zone).begin
        begin, until = (int(m.timestamp() // 60) - midnight for m in (first, last))
        return any(opens <= begin and until <= closes for opens, closes in spans)

    def is_there(self, resource: str, *, start: datetime, end: datetime) -> bool:
        """Whether somebody or something of that name exists and is neither absent nor blocked."""
        if resource not in self.resources:
            return False
        absent = absent_spans(self.file, start.astimezone(self.zone).date()).get(resource, [])
        return not any(low < end and start < high for low, high in absent)

    def open_minutes(self, *, day: date) -> int:
        """For how long counsellors are there on a day, all together."""
        return sum(
            closes - opens
            for resource in self.resources.values()
            if resource.kind == engine.COUNSELLOR
            for opens, closes in self.openings(resource, day=day)
        )

    def openings(
        self, resource: engine.Resource, *, day: date, service: str | None = None
    ) -> tuple[tuple[int, int], ...]:
        """From-to in minutes after the day's beginning; for one service, or for any."""
        closures = closed_days(self.file, first=day, last=day)
        timetable = Timetable(resource, closures=closures)
        channels = ("on_site", "video")
        rules = timetable.all_rules()
        if service is not None and rules is not None:
            found = [timetable.rules_for(channel, service=service) or () for channel in channels]
            rules = tuple(sorted({index for some in found for index in some}))
        return timetable.openings(local_day(day, zone=self.zone), rules=rules)
