"""What the tables hold once they are read."""

from dataclasses import dataclass

from welcome_office.law.recognition.facts import Group
from welcome_office.law.recognition.tables import Ground


@dataclass(frozen=True)
class Occupation:
    """A German reference occupation."""

    id: str
    titles: dict[str, str]
    kldb2010: str
    isco08: str
    esco_uri: str
    has_exact_esco_match: bool
    hwo_annex_a: int | None


@dataclass(frozen=True)
class Country:
    """A country or territory and the group whose rules its diplomas follow."""

    id: str
    names: dict[str, str]
    group: Group


@dataclass(frozen=True)
class Body:
    """An office, chamber or court with its address. Official names stay German."""

    id: str
    name: str
    name_en: str
    seat: str
    address: str
    phone: str
    email: str
    web: str
    ground: Ground


@dataclass(frozen=True)
class Track:
    """Which procedure an occupation takes under a condition."""

    occupation: str
    when: str
    regulated: str
    procedure: str
    route: str
    deadline: str
    law: str
    warning: str
    ground: Ground


@dataclass(frozen=True)
class Procedure:
    """A kind of procedure."""

    id: str
    text: str
    papers: str
    outcomes: tuple[str, ...]
    exists: bool
    is_vocational: bool
    has_skills_analysis: bool
    is_for_german_training: bool
    is_by_examination: bool
    law: str
    ground: Ground


@dataclass(frozen=True)
class Deadline:
    """How long a body may take; None where no law says so or nobody could verify it."""

    id: str
    law: str
    acknowledgement: str
    acknowledgement_81a: str
    months: int | None
    months_81a: int | None
    extension: str
    exam_within_months: int | None
    warning: str
    warning_81a: str
    ground: Ground


@dataclass(frozen=True)
class Route:
    """Which body takes a role for a rule, and how it is found."""

    rule: str
    role: str
    when: str
    method: str
    argument: str
    is_required: bool
    warning: str
    ground: Ground


@dataclass(frozen=True)
class Assignment:
    """The body that a municipality or country belongs to for a topic; None where it is open."""

    body: str | None
    ground: Ground


@dataclass(frozen=True)
class Fee:
    """What a body charges, in EUR."""

    minimum: int
    maximum: int
    note: str
    ground: Ground


@dataclass(frozen=True)
class Sentence:
    """A text of the law data that applies under a condition."""

    text: str
    when: str
    law: str
    ground: Ground


@dataclass(frozen=True)
class Paper:
    """A paper that a procedure asks for, with its form."""

    id: str
    when: str
    obligation: str
    form: str
    law: str
    ground: Ground


@dataclass(frozen=True)
class Grant:
    """Money towards the costs."""

    id: str
    amount_eur: int | None
    minimum_cost_eur: int | None
    income_single_eur: int | None
    income_joint_eur: int | None
    body: str | None
    text: str
    ground: Ground


@dataclass(frozen=True)
class Source:
    """A statute, page or document."""

    title: str
    url: str
