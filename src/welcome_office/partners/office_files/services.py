"""Reads services: what the catalogue says of an errand, with what this office says instead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from welcome_office.law.errands import (
    Confidence,
    Errand,
    Fee,
    InPerson,
    Minutes,
    Text,
    Variant,
    When,
)
from welcome_office.law.errands.loading import GROUPS, SITUATIONS
from welcome_office.law.errands.parts import (
    CONFIDENCES,
    Reading,
    read_deadlines,
    read_elsewhere,
    read_fee,
    read_in_person,
    read_papers,
    read_precedences,
    read_when,
)
from welcome_office.law.errands.reading import Entry, nearest
from welcome_office.partners.office_files.entries import Placed, check_ids, read_weekdays
from welcome_office.partners.office_files.model import (
    Audience,
    Channel,
    Office,
    ResourceKind,
    Service,
)

CHANNELS: tuple[Channel, ...] = get_args(Channel)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
NEEDS: tuple[ResourceKind, ...] = ("room",)
OWN_REQUIRED = ("name", "term", "explanation", "minutes", "fee", "in_person", "confidence")
OF_THE_OFFICE = "office"  # source of minutes that the office's own files give

Read = Callable[[Entry, Reading, Service], Any]
# Key in the file → field of the service and how to read it; whatever is absent stays as the
# catalogue of errands has it.
FIELDS: Mapping[str, tuple[str, Read]] = {
    "name": ("name", lambda entry, reading, _: reading.text(entry, "name")),
    "term": ("term", lambda entry, *_: entry.word("term")),
    "explanation": ("explanation", lambda entry, reading, _: reading.text(entry, "explanation")),
    "situation": ("situation", lambda entry, *_: entry.one_of("situation", SITUATIONS)),
    "groups": ("groups", lambda entry, *_: entry.some_of("groups", GROUPS)),
    "audience": ("audience", lambda entry, *_: entry.some_of("audience", AUDIENCES)),
    "minutes": ("minutes", lambda entry, *_: entry.whole("minutes", least=1)),
    "minutes_per_extra_person": (
        "minutes_per_extra_person",
        lambda entry, *_: entry.whole("minutes_per_extra_person"),
    ),
    "together": ("together", lambda entry, *_: entry.yes_no("together")),
    "channels": ("channels", lambda entry, *_: entry.some_of("channels", CHANNELS)),
    "after": ("after", lambda entry, *_: entry.words("after")),
    "needs": ("needs", lambda entry, *_: entry.some_of("needs", NEEDS)),
    "elsewhere": ("elsewhere", lambda entry, reading, _: read_elsewhere(entry, reading)),
    "fee": ("fee", lambda entry, reading, _: read_fee(entry, reading)),
    "legal": ("legal", lambda entry, *_: entry.word("legal")),
    "papers": (
        "papers",
        lambda entry, reading, base: read_papers(
            entry, reading, legal=entry.optional("legal", entry.word) or base.legal
        ),
    ),
    "in_person": ("in_person", lambda entry, reading, _: read_in_person(entry, reading)),
    "confidence": ("confidence", lambda entry, *_: entry.one_of("confidence", CONFIDENCES)),
    "when": ("when", lambda entry, *_: read_when(entry)),
    "deadlines": ("deadlines", lambda entry, reading, _: read_deadlines(entry, reading)),
    "errands_before": (
        "errands_before",
        lambda entry, reading, _: read_precedences(entry, reading, key="errands_before"),
    ),
    "assumption": ("assumption", lambda entry, *_: entry.word("assumption")),
}


def read_services(
    entry: Entry, reading: Reading, *, office: Office, errands: Mapping[str, Errand]
) -> list[Placed[Service]]:
    """Read services.yaml; every value of a service is the one that counts in this office."""
    placed = [
        Placed(_read_service(each, reading, office=office, errands=errands), each)
        for each in entry.entries("services")
    ]
    check_ids(placed, what="services")
    entry.finish()
    return _with_substitutes(placed, errands)


def base_of(errand: Errand | None, variant: Variant | None) -> Service:
    """Give the service that an office offers when its files say nothing else."""
    if errand is None:
        return _BLANK
    minutes = variant.minutes if variant else errand.minutes
    return replace(
        _BLANK,
        errand=errand.id,
        variant=variant.id if variant else None,
        name=variant.name if variant else errand.name,
        term=errand.term,
        explanation=errand.explanation,
        situation=errand.situation,
        groups=errand.groups,
        audience=("newcomer", "student") if "student" in errand.groups else ("newcomer",),
        minutes=minutes.value,
        minutes_per_extra_person=minutes.extra_person,
        together=minutes.extra_person > 0,
        minutes_source=minutes.source,
        one_stop="part" if errand.one_stop == "part" else "yes",
        handover=errand.handover,
        fee=errand.fee,
        papers=errand.papers,
        in_person=errand.in_person,
        legal=errand.legal,
        confidence=_lower(errand, minutes),
        when=errand.when.both(variant.when) if variant else errand.when,
        deadlines=errand.deadlines,
        errands_before=errand.after,
    )


def _read_service(
    entry: Entry, reading: Reading, *, office: Office, errands: Mapping[str, Errand]
) -> Service:
    errand = _read_errand(entry, errands)
    base = base_of(errand, _read_variant(entry, errand))
    if errand is None and "errand" not in entry:
        for key in OWN_REQUIRED:
            if key not in entry:
                entry.word(key)
    changes = {
        field: read(entry, reading, base) for key, (field, read) in FIELDS.items() if key in entry
    }
    if "minutes" in changes or "minutes_per_extra_person" in changes:
        changes["minutes_source"] = OF_THE_OFFICE
    changes |= _read_handover(entry, reading, errand)
    service = replace(
        base,
        id=entry.word("id"),
        partner=entry.word("partner"),
        weekdays=_read_days(entry, office),
        **changes,
    )
    _check_minutes(entry, service)
    entry.finish()
    return service


def _read_errand(entry: Entry, errands: Mapping[str, Errand]) -> Errand | None:
    if "errand" not in entry:
        return None
    name = entry.word("errand")
    errand = errands.get(name)
    if errand is None:
        entry.wrong("errand", f'no errand is called "{name}".', nearest(name, errands))
    elif not errand.is_bookable:
        what = f'"{name}" is not done in a welcome office and cannot be booked.'
        entry.wrong("errand", what, "Move it to elsewhere.yaml.")
    return errand


def _read_variant(entry: Entry, errand: Errand | None) -> Variant | None:
    if "variant" not in entry:
        return None
    name = entry.word("variant")
    variants = {variant.id: variant for variant in errand.variants} if errand else {}
    if name not in variants:
        entry.wrong("variant", f'the errand has no variant "{name}".', nearest(name, variants))
    return variants.get(name)


def _read_days(entry: Entry, office: Office) -> tuple[int, ...]:
    if "weekdays" in entry:
        return read_weekdays(entry, "weekdays")
    days = entry.one_of("days", ("one_stop", "open"))
    return office.one_stop_weekdays if days == "one_stop" else office.open_weekdays


def _read_handover(entry: Entry, reading: Reading, errand: Errand | None) -> dict[str, Any]:
    if "handover" not in entry:
        return {}
    is_misspelt = errand is None and "errand" in entry
    if not is_misspelt and (errand is None or errand.one_stop != "part"):
        what = "only an errand that is done here in part is handed over."
        entry.wrong("handover", what, "Remove it.")
    return {"handover": reading.text(entry, "handover")}


def _check_minutes(entry: Entry, service: Service) -> None:
    if service.minutes_per_extra_person and not service.together:
        what = "minutes for further people without being served together."
        entry.wrong("minutes_per_extra_person", what, 'Write "together: true" or remove it.')


def _with_substitutes(
    placed: Sequence[Placed[Service]], errands: Mapping[str, Errand]
) -> list[Placed[Service]]:
    """Name the service of this office that a service stands for (a family's registration)."""
    by_errand = {each.part.errand: each.part.id for each in reversed(placed) if each.part.errand}
    found = []
    for each in placed:
        errand = errands.get(each.part.errand or "")
        other = by_errand.get(errand.instead_of) if errand and errand.instead_of else None
        found.append(Placed(replace(each.part, instead_of=other), each.entry))
    return found


def _lower(errand: Errand, minutes: Minutes) -> Confidence:
    """The less sure of the errand's own confidence and that of its minutes."""
    return max(errand.confidence, minutes.confidence, key=CONFIDENCES.index)


_BLANK = Service(
    id="",
    partner="",
    errand=None,
    variant=None,
    name=Text.of(de=""),
    term="",
    explanation=Text.of(de=""),
    situation=None,
    groups=(),
    audience=("newcomer",),
    minutes=0,
    minutes_per_extra_person=0,
    together=False,
    minutes_source=OF_THE_OFFICE,
    channels=("on_site",),
    weekdays=(),
    after=(),
    needs=(),
    one_stop="yes",
    handover=None,
    elsewhere=None,
    fee=Fee(),
    papers=(),
    in_person=InPerson(who="applicant", text=Text.of(de="")),
    legal="",
    confidence="low",
    when=When(),
)
