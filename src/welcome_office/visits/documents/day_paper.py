"""The day at an organisation's desks on paper: what the desk needs when the network is down."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welcome_office.core.bilingual import Side, Sides
from welcome_office.core.languages import Language
from welcome_office.core.typesetting import typeset
from welcome_office.core.wording import (
    clock_range,
    clock_time,
    demo_notice,
    isolated,
    long_day,
    speaking,
)
from welcome_office.partners.models import Membership, Office, Partner
from welcome_office.partners.queries import definition_of
from welcome_office.visits.planning import zone_of
from welcome_office.visits.queries import day_at_desks
from welcome_office.visits.reference import show_reference
from welcome_office.visits.sheets import DeskColumn, DeskDay, DeskLine, Withheld

TEMPLATE = Path(__file__).with_name("day_paper.typ")
# The desks' papers speak the house's language.
LANGUAGE = settings.LANGUAGE_CODE


@dataclass(frozen=True, kw_only=True)
class LineWords:
    """One step."""

    time: str
    who: str
    reference: str
    service: str
    details: str


@dataclass(frozen=True, kw_only=True)
class DeskWords:
    """One desk."""

    name: str
    lines: tuple[LineWords, ...]


@dataclass(frozen=True, kw_only=True)
class DayWords:
    """The whole paper; `reference` stands at the foot of each page."""

    language: Language
    demo_notice: str
    office: str
    reference: str
    day: str
    made: str
    desks: tuple[DeskWords, ...]


def day_in_reach(office: Office, *, day: date, partner: Partner | None) -> DeskDay:
    """The day as a counsellor of this organisation sees it; without one, as the front desk does.

    Asked through the same policy as the page, so the paper shows nothing that the page hides.
    """
    role = Membership.Role.COUNSELLOR if partner else Membership.Role.FRONT_DESK
    reader = Membership(office=office, role=role, partner=partner)
    return day_at_desks(reader, day=day, full_names=True)


def day_paper(office: Office, *, day: date, partner: Partner | None) -> bytes:
    """Set the day in type."""
    with speaking(LANGUAGE) as language:
        shown = day_in_reach(office, day=day, partner=partner)
        file = definition_of(office)
        now = timezone.now().astimezone(zone_of(office))
        made = _("Made on %(day)s, %(time)s") % {"day": long_day(now), "time": clock_time(now)}
        words = DayWords(
            language=language,
            demo_notice=demo_notice(file.office.town.in_language(language.code)),
            office=file.office.name.in_language(language.code),
            reference=long_day(day),
            day=long_day(day),
            made=made,
            desks=tuple(_desk(column, language.code) for column in shown.columns),
        )
        title = _("The day at the desks")
        return typeset(TEMPLATE, Sides(mine=Side(title=title, labels=_labels(), visit=words)))


def _labels() -> dict[str, str]:
    return {
        "time": _("Time"),
        "who": _("Name"),
        "service": _("Errand"),
        "went": _("Here / begun / done"),
        "nobody": _("Nobody comes to this desk."),
        "confidential": _("Confidential. Destroy it after the day."),
    }


def _desk(column: DeskColumn, code: str) -> DeskWords:
    number = column.counsellor.desk
    name = column.counsellor.name.in_language(code)
    shown = _("Desk %(desk)s") % {"desk": number} if number else ""
    lines = tuple(_entry(entry, code) for entry in column.entries if _is_told(entry))
    return DeskWords(name=f"{shown} · {name}" if shown else name, lines=lines)


def _is_told(entry: DeskLine | Withheld) -> bool:
    return isinstance(entry, Withheld) or entry.is_named


def _entry(entry: DeskLine | Withheld, language: str) -> LineWords:
    if isinstance(entry, DeskLine):
        return _line(entry, language)
    time = clock_range(entry.start, entry.end)
    who = _("Restricted: ask the coordinator")
    return LineWords(time=time, who=who, reference="", service="", details="")


def _line(line: DeskLine, language: str) -> LineWords:
    others = ngettext("and %(count)d more", "and %(count)d more", line.others)
    details = [
        ", ".join(code.upper() for code in line.spoken),
        _("interpreter") if line.has_interpreter else "",
        _("by phone") if line.channel == "phone" else "",
        _("by video") if line.channel == "video" else "",
        _("then desk %(desk)s") % {"desk": line.next_desk} if line.next_desk else "",
    ]
    extra = f" {others % {'count': line.others}}" if line.others else ""
    return LineWords(
        time=clock_range(line.start, line.end),
        who=f"{isolated(line.who)}{extra}",
        reference=show_reference(line.reference),
        service=line.service.name.in_language(language),
        details=" · ".join(part for part in details if part),
    )
