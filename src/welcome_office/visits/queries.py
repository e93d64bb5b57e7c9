"""What staff can ask about visits; every answer is reduced to what the asking member may see."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Case, Count, When
from django.utils import timezone

from welcome_office.partners import open_days
from welcome_office.partners.models import Membership
from welcome_office.partners.office_files import OfficeFile, Resource
from welcome_office.partners.queries import definition_of
from welcome_office.visits.documents.preparation import Preparation, prepare
from welcome_office.visits.models import Arrangement, Step, Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.policy import (
    is_in_reach,
    may_see_contact,
    steps_visible_to,
    steps_withheld_from,
    still_runs,
    visits_visible_to,
)
from welcome_office.visits.progress import Stand, stands_of
from welcome_office.visits.readiness import answers_of, readiness_of
from welcome_office.visits.reference import show_reference
from welcome_office.visits.sheets import (
    Away,
    DeskColumn,
    DeskDay,
    DeskLine,
    OwnStation,
    SheetArrangement,
    SheetContact,
    SheetMessage,
    SheetPerson,
    VisitSheet,
    Withheld,
)


def day_at_desks(
    member: Membership, *, day: date, full_names: bool = False, partner: str = ""
) -> DeskDay:
    """The day at the desks in the member's reach, or at one organisation's; the own desk first."""
    file = definition_of(member.office)
    lines = _lines_by_counsellor(member, file, day=day, full_names=full_names)
    withheld = withheld_on(member, day=day)
    own = member.resource.slug if member.resource else None
    partners = {each.id: each for each in file.partners}
    columns = [
        DeskColumn(
            counsellor=resource,
            partner=partners[resource.partner],
            is_own=resource.id == own,
            lines=lines.get(resource.id, ()),
            withheld=withheld.get(resource.id, ()),
        )
        for resource in file.resources
        if resource.partner and resource.id in {*lines, *withheld, own}
    ]
    shown = [column for column in columns if partner in {"", column.partner.id}]
    return DeskDay(
        day=day,
        columns=tuple(sorted(shown, key=lambda column: not column.is_own)),
        partners=tuple({column.partner.id: column.partner for column in columns}.values()),
        previous_day=open_days.previous_open_day(file, before=day),
        next_day=open_days.next_open_day(file, after=day),
        next_one_stop_day=open_days.next_one_stop_day(file, after=day),
    )


def _lines_by_counsellor(
    member: Membership, file: OfficeFile, *, day: date, full_names: bool
) -> dict[str, tuple[DeskLine, ...]]:
    zone = zone_of(member.office)
    steps = list(
        steps_visible_to(member)
        .filter(
            still_runs("visit__"),
            visit__forgotten_at=None,
            during__overlap=whole_day(day, zone),
        )
        .select_related("visit", "service", "counsellor")
        .annotate(heads=Count("people"))
        .order_by("counsellor__slug", "during")
    )
    following = _desks_after(steps, file)
    stands = stands_of({step.visit_id for step in steps}, zone=zone, now=timezone.now())
    return {
        counsellor: tuple(
            _line(
                step,
                file,
                stand=stands[step.pk],
                zone=zone,
                next_desk=following[step.pk],
                full_names=full_names,
            )
            for step in group
        )
        for counsellor, group in groupby(steps, key=lambda step: step.counsellor.slug)
    }


def withheld_on(member: Membership, *, day: date) -> dict[str, tuple[Withheld, ...]]:
    """When somebody comes to the desks in reach whose data is restricted, by counsellor."""
    zone = zone_of(member.office)
    steps = (
        steps_withheld_from(member)
        .filter(
            still_runs("visit__"),
            visit__forgotten_at=None,
            during__overlap=whole_day(day, zone),
        )
        .order_by("counsellor__slug", "during")
        .values_list("counsellor__slug", "during")
    )
    return {
        counsellor: tuple(
            Withheld(start=during.lower.astimezone(zone), end=during.upper.astimezone(zone))
            for _, during in group
        )
        for counsellor, group in groupby(steps, key=lambda step: step[0])
    }


def whole_day(day: date, zone: ZoneInfo) -> DateTimeTZRange:
    """From midnight to midnight in the office's zone."""
    begin = datetime.combine(day, time(), tzinfo=zone)
    return DateTimeTZRange(begin, datetime.combine(day + timedelta(days=1), time(), tzinfo=zone))


def _desks_after(steps: Iterable[Step], file: OfficeFile) -> dict[int, str]:
    """For each step the number of the desk to which the person goes next."""
    desks = {resource.id: resource.desk for resource in file.resources}
    visits = {step.visit_id for step in steps}
    order = Step.objects.filter(visit__in=visits).order_by("visit", "position")
    rows = order.values_list("pk", "visit_id", "counsellor__slug")
    return {
        pk: desks[next_counsellor] if visit == next_visit else ""
        for (pk, visit, _), (_, next_visit, next_counsellor) in pairwise([*rows, (0, 0, "")])
    }


def _line(
    step: Step,
    file: OfficeFile,
    *,
    stand: Stand,
    zone: ZoneInfo,
    next_desk: str,
    full_names: bool,
) -> DeskLine:
    visit = step.visit
    return DeskLine(
        visit_id=visit.pk,
        reference=visit.reference,
        start=step.during.lower.astimezone(zone),
        end=step.during.upper.astimezone(zone),
        state=Visit.State(visit.state),
        who=called(visit, full_name=full_names),
        people=step.heads,  # type: ignore[attr-defined] # annotated by the query above
        service=file.services_by_id[step.service.slug],
        spoken=tuple(visit.spoken),
        has_interpreter=step.interpreter_id is not None,
        channel=visit.channel,
        delay_minutes=visit.delay_minutes,
        next_desk=next_desk,
        stand=stand,
    )


def called(visit: Visit, *, full_name: bool = False) -> str:
    """How a desk calls the people: by name or, where they gave none, by their reference."""
    if not visit.name and visit.state != Visit.State.HELD:
        return show_reference(visit.reference)
    return visit.name if full_name else short_name(visit.name)


def short_name(name: str) -> str:
    """First name and initial: enough to call somebody, too little to be read across the table."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first


MOST_FOUND = 20


def visits_named(name: str, *, member: Membership) -> list[Visit]:
    """The visits in the member's reach whose people are called like that; the next ones first."""
    visits = visits_visible_to(member)
    for word in name.split():
        visits = visits.filter(name__icontains=word)
    ahead = When(during__endswith__gt=timezone.now(), then=0)
    ordered = visits.annotate(is_past=Case(ahead, default=1)).order_by("is_past", "during")
    return list(ordered[:MOST_FOUND])


def sheet_of(visit: Visit, *, member: Membership) -> VisitSheet:
    """The visit as this member may see it; fetch the visit through `visits_visible_to`."""
    file = definition_of(member.office)
    zone = zone_of(member.office)
    steps = list(
        visit.steps.select_related("service", "counsellor", "interpreter").prefetch_related(
            "people"
        )
    )
    own = [step for step in steps if is_in_reach(member, step.service.partner_id)]
    preparation = _preparation(visit, own, file)
    stands = stands_of([visit.pk], zone=zone, now=timezone.now())
    events = _events_that_count(own, file)
    return VisitSheet(
        visit_id=visit.pk,
        reference=visit.reference,
        state=Visit.State(visit.state),
        name=called(visit, full_name=True),
        channel=visit.channel,
        language=visit.language,
        spoken=tuple(visit.spoken),
        arrives_on=visit.arrives_on if events & {"entry", "taking_residence"} else None,
        moves_in_on=visit.moves_in_on if "move_in" in events else None,
        delay_minutes=visit.delay_minutes,
        expires_at=visit.expires_at.astimezone(zone) if visit.expires_at else None,
        stations=tuple(_stations(steps, file, own=own, zone=zone, stands=stands)),
        preparation=preparation,
        readiness=readiness_of(preparation, answers_of(visit)),
        contact=_contact(visit, member=member),
        arranged=_arranged(visit, member=member),
        messages=_messages(visit, member=member, zone=zone),
    )


def _events_that_count(own: Iterable[Step], file: OfficeFile) -> set[str | None]:
    """From which days the desks' time limits count; only such a desk needs to know the day."""
    services = [file.services_by_id[step.service.slug] for step in own]
    return {deadline.event for service in services for deadline in service.deadlines}


def _preparation(visit: Visit, own: Sequence[Step], file: OfficeFile) -> Preparation:
    everybody = list(visit.people.all())
    concerned = {person.pk for step in own for person in step.people.all()}
    position = {person.pk: index for index, person in enumerate(everybody)}
    steps = [
        (
            file.services_by_id[step.service.slug],
            tuple(position[person.pk] for person in step.people.all()),
        )
        for step in own
    ]
    # Papers depend on who else comes, names do not.
    people = [
        SheetPerson(first_name=p.first_name if p.pk in concerned else "", age=p.age)
        for p in everybody
    ]
    return prepare(steps, people=people)


def _stations(
    steps: Sequence[Step],
    file: OfficeFile,
    *,
    own: Sequence[Step],
    zone: ZoneInfo,
    stands: Mapping[int, Stand],
) -> Iterator[OwnStation | Away]:
    resources = {resource.id: resource for resource in file.resources}
    desks = [resources[step.counsellor.slug].desk for step in steps]
    next_desks = dict(zip([step.pk for step in steps], [*desks[1:], ""], strict=True))
    for is_own, group in groupby(steps, lambda step: step in own):
        together = list(group)
        if is_own:
            for step in together:
                next_desk, stand = next_desks[step.pk], stands[step.pk]
                yield _own(step, file, resources, zone=zone, next_desk=next_desk, stand=stand)
        else:
            # One interval for all of them: also how many they are is not for this desk.
            yield Away(
                start=together[0].during.lower.astimezone(zone),
                end=together[-1].during.upper.astimezone(zone),
            )


def _own(
    step: Step,
    file: OfficeFile,
    resources: dict[str, Resource],
    *,
    zone: ZoneInfo,
    next_desk: str,
    stand: Stand,
) -> OwnStation:
    service = file.services_by_id[step.service.slug]
    return OwnStation(
        service=service,
        partner=next(partner for partner in file.partners if partner.id == service.partner),
        counsellor=resources[step.counsellor.slug],
        interpreter=resources[step.interpreter.slug] if step.interpreter else None,
        people=tuple(
            SheetPerson(first_name=person.first_name, age=person.age)
            for person in step.people.all()
        ),
        start=step.during.lower.astimezone(zone),
        end=step.during.upper.astimezone(zone),
        next_desk=next_desk,
        stand=stand,
    )


def _contact(visit: Visit, *, member: Membership) -> SheetContact | None:
    if not visit.contact or not may_see_contact(member, visit):
        return None
    return SheetContact(kind=Visit.Contact(visit.contact), email=visit.email, phone=visit.phone)


def _arranged(visit: Visit, *, member: Membership) -> SheetArrangement:
    arranged = Arrangement.objects.filter(visit=visit).first()
    if arranged is None or not may_see_contact(member, visit):
        return SheetArrangement()
    return SheetArrangement(companion=arranged.companion, exception=arranged.exception)


def _messages(visit: Visit, *, member: Membership, zone: ZoneInfo) -> tuple[SheetMessage, ...]:
    sees_contact = may_see_contact(member, visit)
    return tuple(
        SheetMessage(
            kind=message.kind,
            state=message.state,
            at=(message.sent_at or message.queued_at).astimezone(zone),
            problem=message.problem if sees_contact else "",
        )
        for message in visit.messages.all()
    )
