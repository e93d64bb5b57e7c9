"""The copy of a person's data as a PDF that screen readers can read (PDF/UA-1)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welcome_office.core.bilingual import Side, Sides
from welcome_office.core.languages import Language
from welcome_office.core.typesetting import typeset
from welcome_office.core.wording import clock_time, demo_notice, isolated, long_day, speaking
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits.planning import zone_of
from welcome_office.web.personal.copy import WHAT_STAYS, Part, in_words

TEMPLATE = Path(__file__).with_name("copy.typ")


@dataclass(frozen=True, kw_only=True)
class FactWords:
    """One thing that is kept, and why."""

    name: str
    value: str
    why: str


@dataclass(frozen=True, kw_only=True)
class PartWords:
    """One visit, plan or account."""

    title: str
    kept: tuple[FactWords, ...]
    looks: tuple[str, ...]
    messages: tuple[str, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CopyWords:
    """The whole copy; `reference` stands at the foot of each page."""

    language: Language
    demo_notice: str
    office: str
    reference: str
    made: str
    intro: str
    parts: tuple[PartWords, ...]
    stays: tuple[str, ...]


def write_pdf(parts: tuple[Part, ...], *, office: Office, language: str) -> bytes:
    """Set the copy in type, in the person's language."""
    with speaking(language) as spoken:
        part, now = definition_of(office).office, timezone.now().astimezone(zone_of(office))
        made = _("Made on %(day)s, %(time)s") % {"day": long_day(now), "time": clock_time(now)}
        words = CopyWords(
            language=spoken,
            demo_notice=demo_notice(part.town.in_language(spoken.code)),
            office=part.name.in_language(spoken.code),
            reference=f"{now:%Y-%m-%d}",
            made=made,
            intro=_("This is everything, with the reason why we keep it and for how long."),
            parts=tuple(_part(in_words(each)) for each in parts),
            stays=tuple(map(str, WHAT_STAYS)),
        )
        side = Side(title=_("What we know about you"), labels=_labels(), visit=words)
        return typeset(TEMPLATE, Sides(mine=side))


def _labels() -> dict[str, str]:
    return {
        "looks": _("Who looked at it"),
        "nobody": _("Nobody of the staff so far."),
        "messages": _("Our messages to you"),
        "acts": _("What was done"),
        "stays": _("What stays when the rest is deleted, and why"),
    }


def _part(words: dict[str, Any]) -> PartWords:
    return PartWords(
        title=words["title"],
        kept=tuple(
            FactWords(name=str(name), value=isolated(str(value)), why=f"{why}; {until}")
            for name, value, why, until in words["kept"]
        ),
        looks=tuple(
            f"{long_day(look.day)}: {role}, {look.partner} ({purpose}{_times(look.times)})"
            for look, role, purpose in words["looks"]
        ),
        messages=tuple(
            f"{long_day(at)}, {clock_time(at)}: {kind} ({state})"
            for at, kind, state in words["messages"]
        ),
        acts=tuple(
            f"{long_day(act.at)}, {clock_time(act.at)}: {done} ({_who(by, act.partner)})"
            for act, done, by in words["acts"]
        ),
    )


def _times(times: int) -> str:
    said = ngettext("%(times)s time", "%(times)s times", times) % {"times": times}
    return f", {said}" if times > 1 else ""


def _who(by: Any, partner: str) -> str:
    return f"{by}, {partner}" if partner else str(by)
