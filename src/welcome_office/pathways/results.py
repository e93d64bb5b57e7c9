"""The result of a check in words of the active language: one wording for page, paper and mail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from welcome_office.law.residence.assessment import PathwayFinding, Reason, Status
from welcome_office.law.residence.interview import question
from welcome_office.law.residence.openings import Opening, what_would_open
from welcome_office.law.residence.wording import reason_text, with_figures
from welcome_office.lawbook.values import Source
from welcome_office.pathways.checking import Check, law_language
from welcome_office.pathways.steps import Line, fees, next_steps, time_limits

ORDER = (Status.OPEN, Status.UNCLEAR, Status.CLOSED)
NAMES: Mapping[Status, Any] = {
    Status.OPEN: pgettext_lazy("a way", "Open"),
    Status.UNCLEAR: gettext_lazy("Not clear yet"),
    Status.CLOSED: pgettext_lazy("a way", "Closed"),
}
ENTITLEMENTS: Mapping[str, Any] = {
    "anspruch": gettext_lazy("If you prove everything, you have a right to it."),
    "soll": gettext_lazy("If you prove everything, you usually get it."),
    "kann": gettext_lazy("Even if you prove everything, the authority has room to decide."),
}
# Which law a paragraph belongs to, and a figure that names its source.
STATUTES = {
    "AufenthG": "limit_researcher_decision",
    "AufenthV": "fee_permit",
    "BeschV": "limit_approval_deemed_given",
    "StAG": "fee_naturalisation",
}
MOST_OPENINGS = 3
# Facts that nobody changes for the sake of a title alone.
ANOTHER_LIFE = ("job_is_professional_driver", "care_assistant_qualification_recognised")
FAR = 5
OUT_OF_REACH = 100


@dataclass(frozen=True, kw_only=True)
class PathWords:
    """One pathway as a card says it; empty where there is nothing to say."""

    id: str
    name: str
    cite: str
    status: Status
    status_name: str
    right: str
    reasons: tuple[Line, ...]
    openings: tuple[tuple[str, ...], ...]
    distance: int
    missing: tuple[tuple[str, str], ...]
    about: tuple[Line, ...]
    steps: tuple[str, ...]
    limits: tuple[Line, ...]
    fees: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class SourceWords:
    """Where the law and a figure stand, and when somebody last compared it."""

    title: str
    link: str
    checked: str


def paths_in_words(check: Check, *, town: str) -> tuple[PathWords, ...]:
    """All ways of the check: open ones first, then unclear ones, then closed ones."""
    paths = [_path(finding, check, town=town) for finding in check.findings]
    # Of the closed ones those first that the fewest changes would open.
    return tuple(sorted(paths, key=lambda path: (ORDER.index(path.status), path.distance)))


def _path(finding: PathwayFinding, check: Check, *, town: str) -> PathWords:
    rules = check.law.book.on(check.day).rules
    about = next(rule.about for rule in rules if rule.id == finding.id)
    is_closed = finding.status is Status.CLOSED
    openings = _openings(finding, check)
    language = law_language()
    return PathWords(
        id=finding.id,
        name=about["name"][law_language()],
        cite=about["law"],
        status=finding.status,
        status_name=str(NAMES[finding.status]),
        right="" if is_closed else str(ENTITLEMENTS[about["entitlement"]]),
        reasons=tuple(_reason(reason, check) for reason in finding.reasons),
        openings=tuple(
            tuple(change.text(check.law, language=language) for change in opening.changes)
            for opening in openings
        ),
        distance=_distance(openings) if is_closed else 0,
        missing=_missing(finding, check),
        about=() if is_closed else tuple(_about(about, check)),
        steps=() if is_closed else next_steps(finding.id, check, town=town),
        limits=() if is_closed else time_limits(finding.id, check),
        fees=() if is_closed else fees(finding.id, check),
    )


def _reason(reason: Reason, check: Check) -> Line:
    text = reason_text(reason, check.law, language=law_language(), day=check.day)
    return Line(text, reason.cite)


def _openings(finding: PathwayFinding, check: Check) -> tuple[Opening, ...]:
    if finding.status is not Status.CLOSED:
        return ()
    return what_would_open(
        check.law, check.facts, pathway=finding.id, as_of=check.day, limit=MOST_OPENINGS
    )


def _distance(openings: tuple[Opening, ...]) -> int:
    """How far away a closed way is: the changes it takes; another occupation is another life."""
    steps = (
        sum(FAR if change.fact in ANOTHER_LIFE else 1 for change in opening.changes)
        for opening in openings
    )
    return min(steps, default=OUT_OF_REACH)


def _missing(finding: PathwayFinding, check: Check) -> tuple[tuple[str, str], ...]:
    language = law_language()
    return tuple(
        (fact, question(check.law, fact, language=language).ask) for fact in finding.missing
    )


def _about(about: Mapping[str, Any], check: Check) -> Iterable[Line]:
    labels = {"term": _("How long"), "work": _("Work"), "later": _("Later")}
    language = law_language()
    for name, label in labels.items():
        if name in about:
            text = with_figures(about[name][language], check.law, language=language, day=check.day)
            yield Line(label, amount=text)


def sources_of(check: Check, paths: Iterable[PathWords]) -> tuple[SourceWords, ...]:
    """Where what is said can be read: the statutes that are cited, and every figure used."""
    book, shown = check.law.book, {path.id: path for path in paths}
    law_of_day = book.on(check.day)
    used = {
        name
        for rule in law_of_day.rules
        if rule.id in shown
        for condition in rule.conditions
        for name in condition.values
    }
    cites = " ".join(path.cite for path in shown.values())
    used |= {name for statute, name in STATUTES.items() if statute in cites}
    values = (book.values.on(name, check.day) for name in sorted(used))
    found: dict[Source, str] = {
        value.source: value.checked.isoformat() for value in values if value is not None
    }
    return tuple(
        SourceWords(title=source.title, link=source.url, checked=checked)
        for source, checked in sorted(found.items(), key=lambda each: each[0].title)
    )
