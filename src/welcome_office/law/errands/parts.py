"""Reads the parts of an errand: the same words in the catalogue and in an office's own files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from welcome_office.law.errands.model import (
    Confidence,
    Deadline,
    Elsewhere,
    Event,
    Fee,
    FeePer,
    InPerson,
    Minutes,
    PaperPer,
    Precedence,
    PrecedenceKind,
    Requirement,
    Source,
    Text,
    Variant,
    Who,
    Without,
)
from welcome_office.law.errands.reading import BLANK, Entry, nearest
from welcome_office.law.errands.when import AGES, ALWAYS, CHOICES, YES_NO, Condition, When
from welcome_office.lawbook.problems import Problems

EVENTS: tuple[Event, ...] = get_args(Event)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
KINDS: tuple[PrecedenceKind, ...] = get_args(PrecedenceKind)
WHO: tuple[Who, ...] = get_args(Who)
PAPER_PER: tuple[PaperPer, ...] = get_args(PaperPer)
WITHOUT: tuple[Without, ...] = get_args(Without)
FEE_PER: tuple[FeePer, ...] = get_args(FeePer)


@dataclass(frozen=True)
class Reading:
    """What the reading of one folder needs: its languages and the wordings it may refer to."""

    problems: Problems
    languages: tuple[str, ...]
    papers: Mapping[str, Text]
    in_person: Mapping[str, Text]
    reasons: Mapping[str, Text]
    sources: Mapping[str, Source]
    # What helps somebody who does not have a paper.
    instead: Mapping[str, Text] = field(default_factory=dict)

    def text(self, entry: Entry, key: str) -> Text:
        """A text in all languages of this folder."""
        return entry.text(key, languages=self.languages)


def read_when(entry: Entry, *, yes_no: Sequence[str] = YES_NO) -> When:
    """Read the conditions below `when`; without the key it holds for everybody."""
    if "when" not in entry:
        return ALWAYS
    inside = entry.entry("when")
    conditions = tuple(
        condition
        for fact in inside.keys
        for condition in _read_condition(inside, fact, yes_no=yes_no)
    )
    return When(conditions)


def _read_condition(entry: Entry, fact: str, *, yes_no: Sequence[str]) -> tuple[Condition, ...]:
    if fact in CHOICES:
        return (Condition(fact, entry.some_of(fact, CHOICES[fact])),)
    if fact in yes_no:
        return (Condition(fact, entry.yes_no(fact)),)
    if fact in AGES:
        return (Condition(fact, entry.whole(fact, least=1)),)
    entry.wrong(fact, "this fact is not known.", nearest(fact, [*CHOICES, *yes_no, *AGES]))
    return ()


def read_papers(entry: Entry, reading: Reading, *, legal: str) -> tuple[Requirement, ...]:
    """Read the list `papers`; `legal` stands where a paper names no paragraph of its own."""
    papers = tuple(_read_paper(item, reading, legal=legal) for item in entry.entries("papers"))
    if len({paper.id for paper in papers}) < len(papers):
        entry.wrong("papers", "one paper stands here twice.", "Keep it once.")
    return papers


def _read_paper(entry: Entry, reading: Reading, *, legal: str) -> Requirement:
    name = entry.word("id")
    instead = None
    if "text" in entry:
        text = reading.text(entry, "text")
    else:
        # What helps belongs to the shared words; a paper in other words says it for itself.
        instead = reading.instead.get(name)
        text = reading.papers.get(name, BLANK)
        if text == BLANK and name:
            remedy = f'Add "text:" with its translations. {nearest(name, reading.papers)}'
            entry.wrong("id", f'no shared wording is called "{name}".', remedy)
    paper = Requirement(
        id=name,
        text=text,
        when=read_when(entry),
        per=entry.one_of("per", PAPER_PER) if "per" in entry else "person",
        legal=entry.word("legal") if "legal" in entry else legal,
        without=entry.one_of("without", WITHOUT) if "without" in entry else "sent_away",
        instead=reading.text(entry, "instead") if "instead" in entry else instead,
    )
    entry.finish()
    return paper


def read_deadlines(entry: Entry, reading: Reading) -> tuple[Deadline, ...]:
    """Read the list `deadlines`, which may be absent."""
    if "deadlines" not in entry:
        return ()
    return tuple(_read_deadline(item, reading) for item in entry.entries("deadlines"))


def _read_deadline(entry: Entry, reading: Reading) -> Deadline:
    before = "until" in entry
    event = entry.one_of("until", EVENTS) if before else None
    if "from" in entry:
        if before:
            entry.wrong("from", 'it stands beside "until".', "Keep one of the two.")
        event = entry.one_of("from", EVENTS)
    deadline = Deadline(
        text=reading.text(entry, "text"),
        norm=entry.word("norm"),
        event=event,
        before=before,
        days=entry.whole("days") if "days" in entry else 0,
        months=entry.whole("months") if "months" in entry else 0,
        when=read_when(entry),
    )
    if event is None and (deadline.days or deadline.months):
        entry.wrong("text", "a time without an event.", 'Add "from:" or "until:".')
    entry.finish()
    return deadline


def read_fee(entry: Entry, reading: Reading) -> Fee:
    """Read `fee`: `eur`, or `from_eur` and `to_eur`, or only a text."""
    inside = entry.entry("fee")
    fixed = inside.optional("eur", inside.money)
    fee = Fee(
        minimum=inside.optional("from_eur", inside.money) if fixed is None else fixed,
        maximum=inside.optional("to_eur", inside.money) if fixed is None else fixed,
        minor=inside.optional("minor_eur", inside.money),
        per=inside.one_of("per", FEE_PER) if "per" in inside else "person",
        norm=inside.word("norm"),
        text=reading.text(inside, "text") if "text" in inside else None,
    )
    if (fee.minimum is None) != (fee.maximum is None):
        inside.wrong("from_eur", "one end is missing.", 'Give both "from_eur" and "to_eur".')
    elif fee.minimum is not None and fee.maximum is not None and fee.minimum > fee.maximum:
        inside.wrong("from_eur", "it is more than to_eur.", "Swap them.")
    elif fee.minimum is None and fee.text is None:
        inside.wrong("eur", "nothing says what it costs.", 'Add "eur:" or "text:".')
    inside.finish()
    return fee


def read_in_person(entry: Entry, reading: Reading) -> InPerson:
    """Read `in_person`; without a text of its own the shared wording stands."""
    inside = entry.entry("in_person")
    who = inside.one_of("who", WHO)
    own = reading.text(inside, "text") if "text" in inside else None
    from_age = inside.whole("from_age") if "from_age" in inside else 0
    inside.finish()
    return InPerson(who=who, text=own or reading.in_person.get(who, BLANK), from_age=from_age)


def read_minutes(entry: Entry, reading: Reading) -> Minutes:
    """Read `minutes` with its source and how sure it is."""
    inside = entry.entry("minutes")
    minutes = Minutes(
        value=inside.whole("value"),
        extra_person=inside.whole("extra_person") if "extra_person" in inside else 0,
        source=read_source(inside, "source", reading).id,
        confidence=inside.one_of("confidence", CONFIDENCES),
    )
    inside.finish()
    return minutes


def read_source(entry: Entry, key: str, reading: Reading) -> Source:
    """Read one source by its id."""
    return _source(entry, key, reading, entry.word(key))


def read_sources(entry: Entry, reading: Reading) -> tuple[Source, ...]:
    """Read the list `sources`; there is at least one."""
    names = entry.words("sources")
    if not names and "sources" in entry:
        entry.wrong("sources", "a value needs a source.", nearest("", reading.sources))
    return tuple(_source(entry, "sources", reading, name) for name in names)


def _source(entry: Entry, key: str, reading: Reading, name: str) -> Source:
    if name and name not in reading.sources:
        entry.wrong(key, f'no source is called "{name}".', nearest(name, reading.sources))
    return reading.sources.get(name, Source(id=name, title="", link=""))


def read_variants(entry: Entry, reading: Reading) -> tuple[Variant, ...]:
    """Read the list `variants`, which may be absent."""
    if "variants" not in entry:
        return ()
    return tuple(_read_variant(item, reading) for item in entry.entries("variants"))


def _read_variant(entry: Entry, reading: Reading) -> Variant:
    variant = Variant(
        id=entry.word("id"),
        name=reading.text(entry, "name"),
        when=read_when(entry),
        minutes=read_minutes(entry, reading),
        leika=entry.words("leika") if "leika" in entry else (),
    )
    entry.finish()
    return variant


def read_elsewhere(entry: Entry, reading: Reading) -> Elsewhere:
    """Read `elsewhere`: the place in words and a link."""
    inside = entry.entry("elsewhere")
    elsewhere = Elsewhere(place=reading.text(inside, "place"), link=inside.word("link"))
    if elsewhere.link and not elsewhere.link.startswith("https://"):
        inside.wrong("link", f'"{elsewhere.link}" is no safe link.', "Begin it with https://.")
    inside.finish()
    return elsewhere


def read_precedences(
    entry: Entry, reading: Reading, *, key: str = "after"
) -> tuple[Precedence, ...]:
    """Read the list of what comes before, which may be absent."""
    if key not in entry:
        return ()
    return tuple(_read_precedence(item, reading) for item in entry.entries(key))


def _read_precedence(entry: Entry, reading: Reading) -> Precedence:
    found = entry.block.get("reason")
    if isinstance(found, str):
        name = entry.word("reason")
        reason = reading.reasons.get(name, BLANK)
        if name not in reading.reasons:
            entry.wrong("reason", f'no reason is called "{name}".', nearest(name, reading.reasons))
    else:
        reason = reading.text(entry, "reason")
    precedence = Precedence(
        errand=entry.word("errand"),
        kind=entry.one_of("kind", KINDS),
        reason=reason,
        when=read_when(entry),
    )
    entry.finish()
    return precedence
