"""What a change of law does to kept assessments, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from welcome_office.law.residence.assessment import PathwayFinding
from welcome_office.law.residence.difference import (
    Difference,
    KeptAssessment,
    LawState,
    ValueChange,
    law_differences,
)
from welcome_office.law.residence.wording import reason_text
from welcome_office.lawbook.values import Content
from welcome_office.pathways.checking import law_language
from welcome_office.pathways.models import Assessment
from welcome_office.pathways.queries import check_of


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One way of one kept assessment that the other state of the law finds differently."""

    assessment: str
    pathway: str
    name: str
    effect: str
    before: str
    after: str
    reasons_gone: tuple[str, ...]
    reasons_new: tuple[str, ...]
    values: tuple[ValueChange, ...]


def changes_to_kept_assessments(*, before: LawState, after: LawState) -> Iterator[Changed]:
    """Every way that kept assessments looked at and that the change concerns."""
    for stored in Assessment.objects.order_by("kept_on", "pk").iterator():
        check = check_of(stored)
        kept = KeptAssessment(id=str(stored.pk), as_of=stored.day, facts=check.facts)
        for found in law_differences([kept], before=before, after=after):
            if found.pathway in check.pathways:
                yield _in_words(found, before=before, after=after)


def _in_words(found: Difference, *, before: LawState, after: LawState) -> Changed:
    rules = {rule["id"]: rule for rule in after.law.data["rules"]}
    return Changed(
        assessment=found.assessment,
        pathway=found.pathway,
        name=rules[found.pathway]["name"][law_language()],
        effect=found.effect.value,
        before=found.before.status.value,
        after=found.after.status.value,
        reasons_gone=_reasons(found.before, found.reasons_gone, before),
        reasons_new=_reasons(found.after, found.reasons_new, after),
        values=found.values,
    )


def _reasons(found: PathwayFinding, codes: tuple[str, ...], state: LawState) -> tuple[str, ...]:
    language = law_language()
    return tuple(
        f"{reason_text(reason, state.law, language=language, day=state.day)} ({reason.cite})"
        for reason in found.reasons
        if reason.code in codes
    )


def value_in_words(content: Content) -> str:
    """A figure or list as a lawyer reads it."""
    if isinstance(content, tuple):
        return ", ".join(content)
    return "–" if content is None else str(content)
