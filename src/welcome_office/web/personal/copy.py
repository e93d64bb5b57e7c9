"""The copy of a person's data over all trades: as words to read, and for other programs."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from welcome_office.cases.models import Restriction
from welcome_office.core.privacy import Keep
from welcome_office.partners.models import Office
from welcome_office.visits.data_copy import (
    Act,
    Kept,
    Look,
    Sent,
    acts_on,
    copy_of,
    kept_in,
    looks_at,
)
from welcome_office.visits.models import Visit
from welcome_office.visits.reference import show_reference
from welcome_office.web.personal.finding import Found, others_of, visits_of
from welcome_office.web.personal.names import FIELD_NAMES
from welcome_office.web.public.own.data import (
    ACTORS,
    DONE,
    LOOKED_FOR,
    plain_value,
    value_in_words,
)
from welcome_office.web.templatetags.desk import MESSAGE_KINDS, MESSAGE_STATES


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing that is kept: a visit, a plan, an account."""

    kind: Promise
    name: str
    kept: tuple[Kept, ...]
    acts: tuple[Act, ...]
    looks: tuple[Look, ...]
    messages: tuple[Sent, ...] = ()
    # How audit and access records name it.
    subjects: tuple[str, ...]


# Why something of it stays when the rest is deleted (Art. 17(3) GDPR).
WHAT_STAYS = (
    _(
        "What was done and who looked stays recorded for three years, under numbers and without"
        " contents: we have to be able to show it."
    ),
    _("When and at which desks a visit took place is counted, without anything about people."),
    _(
        "What an adviser on recognition keeps is deleted by the advising organisation; it alone is"
        " responsible for it."
    ),
    _("Your request and our answer stay for three years: we have to be able to show it."),
    _("A visit that takes place at this moment is deleted when it is over."),
    _("Accounts of staff are deleted 90 days after they were closed."),
    _("Why data was restricted, and why that ended, stays for one year after the end."),
    _("Backups are deleted after 30 days."),
)


def copy_about(who: str, *, office: Office) -> tuple[Part, ...]:
    """Everything about whom a reference, a mail address or a phone number names."""
    visits = visits_of(who, office=office)
    parts = [_visit(visit) for visit in visits]
    parts += [_part(found, office) for found in others_of(who, visits, office=office)]
    addresses = {who, *(visit.email for visit in visits)} - {""}
    return (*parts, *_restrictions(parts, told_at=addresses, office=office))


def copy_of_one(visit: Visit) -> tuple[Part, ...]:
    """What is kept about one visit: what its own page may show."""
    parts = [_visit(visit)]
    return (*parts, *_restrictions(parts, office=visit.office))


def _visit(visit: Visit) -> Part:
    copy = copy_of(visit)
    return Part(
        kind=_("Visit"),
        name=show_reference(visit.reference),
        kept=copy.kept,
        acts=copy.acts,
        looks=copy.looks,
        messages=copy.messages,
        subjects=(visit.audit_subject,),
    )


def _restrictions(
    parts: Iterable[Part], *, office: Office, told_at: Collection[str] = ()
) -> Iterator[Part]:
    """Why things of the person are or were restricted: that may outlive these things."""
    subjects = [subject for part in parts for subject in part.subjects]
    about = Q(things__subject__in=subjects)
    for address in told_at:
        about |= Q(email__iexact=address)
    for each in Restriction.objects.filter(about, office=office).distinct():
        kept = tuple(kept_in(each))
        yield Part(kind=_("Restriction"), name="", kept=kept, acts=(), looks=(), subjects=())


def _part(found: Found, office: Office) -> Part:
    return Part(
        kind=found.kind,
        name="",
        kept=tuple(kept for row in found.rows for kept in _kept(row)),
        acts=tuple(acts_on(found.subjects, office=office)),
        looks=tuple(looks_at(found.subjects, office=office)),
        subjects=found.subjects,
    )


def _kept(row: Any) -> Iterator[Kept]:
    # A file is handed over by the organisation that can read it; here its size stands for it.
    values = {"content": row.pages} if hasattr(row, "pages") else None
    yield from kept_in(row, values)


def in_words(part: Part) -> dict[str, Any]:
    """A part as a page shows it, in the active language."""
    return {
        "title": f"{part.kind} {part.name}".strip(),
        "kept": [
            (
                FIELD_NAMES[f"{kept.model}.{kept.field}"],
                _value(kept),
                gettext(kept.purpose.why),
                keep_in_words(kept.purpose.keep),
            )
            for kept in part.kept
        ],
        "looks": [
            (look, ACTORS.get(look.role, look.role), LOOKED_FOR.get(look.purpose, look.purpose))
            for look in part.looks
        ],
        "messages": [
            (sent.at, MESSAGE_KINDS[sent.kind], MESSAGE_STATES[sent.state])
            for sent in part.messages
        ],
        "acts": [
            (act, DONE[act.action], ACTORS.get(act.actor, act.actor))
            for act in part.acts
            if act.action in DONE
        ],
    }


def _value(kept: Kept) -> str:
    if kept.field == "content":
        return ngettext("%(count)d page", "%(count)d pages", kept.value) % {"count": kept.value}
    if isinstance(kept.value, dict) or (isinstance(kept.value, list) and kept.field != "spoken"):
        return _told(kept.value)
    return value_in_words(kept)


def _told(value: Any) -> str:
    """What somebody answered, as one line: the words of the program, without its punctuation."""
    if isinstance(value, dict):
        said = [f"{name.replace('_', ' ')}: {_told(each)}" for name, each in value.items()]
        return "; ".join(said)
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "–" if value is None else str(value).replace("_", " ")


def keep_in_words(keep: Keep) -> str:
    """How long, as one sentence."""
    start = gettext(keep.after)
    if not keep.days:
        return gettext("deleted at once from: %(start)s") % {"start": start}
    said = ngettext(
        "kept %(days)d day from: %(start)s", "kept %(days)d days from: %(start)s", keep.days
    )
    return said % {"days": keep.days, "start": start}


def as_plain(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    """The parts as names and values that every program reads (GDPR, article 20)."""
    return [
        {
            "what": part.kept[0].model if part.kept else "",
            "name": part.name,
            "kept": [
                {"what": f"{kept.model}.{kept.field}", "value": _plain(kept.value),
                 "purpose": kept.purpose.why, "kept_days": kept.purpose.keep.days,
                 "kept_after": kept.purpose.keep.after}
                for kept in part.kept
            ],
            "done": [
                {"at": act.at.isoformat(), "what": act.action, "by": act.actor, "of": act.partner}
                for act in part.acts
            ],
            "messages": [
                {"at": sent.at.isoformat(), "kind": sent.kind, "state": sent.state}
                for sent in part.messages
            ],
            "looked_at_by": [
                {"day": look.day.isoformat(), "partner": look.partner, "role": look.role,
                 "purpose": look.purpose, "times": look.times}
                for look in part.looks
            ],
        }
        for part in parts
    ]  # fmt: skip


def _plain(value: Any) -> Any:
    return value if isinstance(value, dict | int) else plain_value(value)
