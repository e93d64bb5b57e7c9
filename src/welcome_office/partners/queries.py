"""What can be asked about offices and the organisations in them."""

from collections.abc import Callable, Mapping
from threading import Lock

from django.db.models import QuerySet

from welcome_office.core.reading import reader
from welcome_office.partners.models import Membership, Office, OfficeDefinition, OfficeEntry
from welcome_office.partners.office_files import Absence, Closure, Notice, OfficeFile
from welcome_office.partners.office_files.entered import (
    ChangedShift,
    Entered,
    OneStopDay,
    with_entered,
)

# One reading per version of an office's files; the oldest go first.
_definitions: dict[int, tuple[int, OfficeFile]] = {}
_lock = Lock()
_read_files = reader(OfficeFile)


def office_for_host(host: str) -> Office | None:
    """The office that answers at this host name, else the one that answers at every name."""
    # By hand, because every request asks it: putting the query together costs more than answering.
    found = Office.objects.raw(
        "SELECT id, slug, host, definition_version, is_demo FROM partners_office"
        " WHERE host IN (%s, '') ORDER BY host DESC, id LIMIT 1",
        [host.lower()],
    )
    return next(iter(found), None)


def office_called(slug: str) -> Office | None:
    """The office with this short name."""
    return Office.objects.filter(slug=slug).first()


def definition_of(office: Office) -> OfficeFile:
    """What the files and the desk say about the office, read once per process and version."""
    known = _definitions.get(office.pk)
    if known and known[0] == office.definition_version:
        return known[1]
    version, content = Office.objects.values_list("definition_version", "files__content").get(
        pk=office.pk
    )
    definition = with_entered(_read_files(content), entered_in(office))
    with _lock:
        _definitions[office.pk] = (version, definition)
    return definition


def membership_of(user_id: int, *, office: Office) -> Membership | None:
    """What this member of staff is in this office, or None: nothing."""
    members = Membership.objects.select_related("partner", "resource")
    found = members.filter(user_id=user_id, office=office).first()
    if found:
        found.office = office
    return found


def members_of(office: Office) -> QuerySet[Membership]:
    """All who work in this office, by role and name."""
    members = Membership.objects.filter(office=office)
    return members.select_related("user", "office", "partner", "resource").order_by(
        "role", "user__name"
    )


# What the rows of each kind hold.
KINDS: Mapping[str, type[Entered]] = {
    OfficeEntry.Kind.ABSENCE: Absence,
    OfficeEntry.Kind.SHIFT: ChangedShift,
    OfficeEntry.Kind.CLOSURE: Closure,
    OfficeEntry.Kind.NOTICE: Notice,
    OfficeEntry.Kind.ONE_STOP_DAY: OneStopDay,
}

_READERS: Mapping[str, Callable[[object], Entered]] = {
    name: reader(kind) for name, kind in KINDS.items()
}


def read_entry(entry: OfficeEntry) -> Entered:
    """What the desk entered, as a value."""
    return _READERS[entry.kind](entry.content)


def entered_in(office: Office) -> list[Entered]:
    """All that the desk entered, in its order."""
    return [read_entry(entry) for entry in OfficeEntry.objects.filter(office=office)]


def files_of(office: Office) -> OfficeFile:
    """What the office's files say, without what the desk entered."""
    content = OfficeDefinition.objects.values_list("content", flat=True).get(office=office)
    return _read_files(content)
