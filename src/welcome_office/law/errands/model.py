"""What an errand is: the words of the catalogue as values that cannot change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, Self

from welcome_office.law.errands.when import ALWAYS, When

Situation = Literal["living", "staying", "working", "learning", "family"]
Group = Literal["worker", "student", "researcher", "family", "eu", "job_seeker", "employer"]
OneStop = Literal["yes", "part", "no"]
Confidence = Literal["high", "medium", "low"]
PrecedenceKind = Literal["hard", "practice", "soft"]
Who = Literal["all", "one_adult", "applicant", "nobody"]
PaperPer = Literal["person", "visit"]
Without = Literal["sent_away", "served"]
FeePer = Literal["person", "visit", "month"]
Event = Literal[
    "move_in", "move_out", "entry", "taking_residence", "birth", "visa_end", "title_end",
    "title_grant", "job_start", "job_end", "job_end_known", "care_start", "departure", "rental",
]  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One text in several languages; the German one is what binds.

    `outdated` names the languages whose translation is older than the German text, or, as
    language#number, the sections of a page of which that is true. `checked` is the day on which
    the languages were last compared, where it is noted.
    """

    translations: tuple[tuple[str, str], ...]
    outdated: tuple[str, ...] = ()
    checked: date | None = field(default=None, compare=False)

    @classmethod
    def of(cls, **translations: str) -> Self:
        """Write a text down as `Text.of(de=..., en=..., ar=...)`."""
        return cls(tuple(sorted(translations.items())))

    @classmethod
    def from_mapping(cls, translations: Mapping[str, str]) -> Self:
        """Take over what a file or a database column holds."""
        return cls(tuple(sorted(translations.items())))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which this text exists and says what the German one says."""
        return tuple(code for code, _ in self.translations if code not in self.outdated)

    def in_language(self, language: str) -> str:
        """Answer in this language, else in German, else in the first there is."""
        known = dict(self.translations)
        wanted = "" if language in self.outdated else known.get(language)
        return wanted or known.get("de") or next(iter(known.values()), "")

    def as_dict(self) -> dict[str, str]:
        """Give the translations by language code, for JSON."""
        return dict(self.translations)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A paper to bring: for whom, when it is needed, and by which paragraph."""

    id: str
    text: Text
    when: When = ALWAYS
    per: PaperPer = "person"
    legal: str = ""
    # What a desk does when the paper is missing, and what helps the person then.
    without: Without = "sent_away"
    instead: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A latest day: so long after (or before) an event; without an event it is text alone."""

    text: Text
    norm: str = ""
    event: Event | None = None
    before: bool = False
    days: int = 0
    months: int = 0
    when: When = ALWAYS

    def last_day(self, event_day: date, *, is_closed: Callable[[date], bool]) -> date | None:
        """Count from the event to the last day on which one is still in time.

        The day of the event does not count (§ 187 BGB). A period that ends on a Saturday, a Sunday
        or a holiday (`is_closed`) ends on the next working day (§ 31 VwVfG, § 193 BGB); a day that
        is counted back from an event does not move.
        """
        if self.event is None:
            return None
        sign = -1 if self.before else 1
        day = add_months(event_day, sign * self.months) + timedelta(days=sign * self.days)
        while not self.before and is_closed(day):
            day += timedelta(days=1)
        return day


@dataclass(frozen=True, kw_only=True)
class Fee:
    """What it costs: euros from-to (equal when fixed), or only a text where nobody can say."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    minor: Decimal | None = None
    per: FeePer = "person"
    norm: str = ""
    text: Text | None = None

    @property
    def is_free(self) -> bool:
        """Whether nobody pays anything."""
        return self.minimum == self.maximum == 0

    @property
    def is_fixed(self) -> bool:
        """Whether the amount is known to the cent."""
        return self.minimum is not None and self.minimum == self.maximum


@dataclass(frozen=True, kw_only=True)
class InPerson:
    """Who must come in person, from which age on."""

    who: Who
    text: Text
    from_age: int = 0


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """How long the counter needs, where the figure comes from and how sure it is."""

    value: int
    extra_person: int = 0
    source: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Variant:
    """The same errand where it takes another time for some people, e.g. the Blue Card."""

    id: str
    name: Text
    when: When
    minutes: Minutes
    leika: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Precedence:
    """An errand that comes first: without it impossible, by practice of the office, or easier."""

    errand: str
    kind: PrecedenceKind
    reason: Text
    when: When = ALWAYS


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Where an errand is done when it is not done in the welcome office."""

    place: Text
    link: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a value was read."""

    id: str
    title: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One thing a newcomer has to do, with everything the office can say about it."""

    id: str
    situation: Situation
    groups: tuple[Group, ...]
    term: str
    name: Text
    explanation: Text
    body: str
    legal: str
    one_stop: OneStop
    minutes: Minutes
    fee: Fee
    in_person: InPerson
    checked: date
    confidence: Confidence
    sources: tuple[Source, ...]
    when: When = ALWAYS
    instead_of: str | None = None
    deadlines: tuple[Deadline, ...] = ()
    papers: tuple[Requirement, ...] = ()
    variants: tuple[Variant, ...] = ()
    handover: Text | None = None
    elsewhere: Elsewhere | None = None
    after: tuple[Precedence, ...] = ()
    produces: tuple[str, ...] = ()
    leika: tuple[str, ...] = ()

    @property
    def is_bookable(self) -> bool:
        """Whether a desk of a welcome office can do it, wholly or in part."""
        return self.one_stop != "no"


def add_months(day: date, months: int) -> date:
    """Move a day by whole months; where the day is missing, the month's last one (§ 188 BGB)."""
    count = day.year * 12 + day.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    following = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
