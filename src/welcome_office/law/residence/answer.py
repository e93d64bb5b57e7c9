"""Writes an assessment as JSON, in the language asked for."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from welcome_office.law.residence.assessment import Assessment, PathwayFinding, Reason
from welcome_office.law.residence.law import ResidenceLaw

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DRAFT = {"de": " (Entwurf)", "en": " (draft)", "ar": " (مسودة)"}


def answer(assessment: Assessment, law: ResidenceLaw, *, language: str) -> dict[str, Any]:
    """The assessment as the plain data of the command's JSON answer."""
    rules = {rule.id: rule.about for rule in law.book.on(assessment.as_of).rules}
    return {
        "as_of": assessment.as_of.isoformat(),
        "rules_version": assessment.rules_version,
        "points": assessment.points,
        "pathways": [
            _pathway(finding, rules[finding.id], assessment, law=law, language=language)
            for finding in assessment.pathways
        ],
        "ask_next": list(assessment.ask_next),
    }


def reason_text(reason: Reason, law: ResidenceLaw, *, language: str, day: date) -> str:
    """The sentence for a reason, with the figures that apply on the day."""
    texts = law.data["reasons"][reason.code]
    if reason.condition is not None:
        texts = law.data["conditions"][reason.condition].get("text", texts)

    def figure(match: re.Match[str]) -> str:
        return _figure(match[1], law, language=language, day=day)

    return _PLACEHOLDER.sub(figure, texts[language])


def _pathway(
    finding: PathwayFinding,
    about: Mapping[str, Any],
    assessment: Assessment,
    *,
    law: ResidenceLaw,
    language: str,
) -> dict[str, Any]:
    day = assessment.as_of
    return {
        "id": finding.id,
        "name": about["name"][language],
        "status": finding.status.value,
        "reasons": [
            {
                "code": reason.code,
                "cite": reason.cite,
                "text": reason_text(reason, law, language=language, day=day),
            }
            for reason in finding.reasons
        ],
        "missing": list(finding.missing),
        "entitlement": about["entitlement"],
        "ba": about["ba"],
        "visa": about.get("visa"),
    }


def _figure(name: str, law: ResidenceLaw, *, language: str, day: date) -> str:
    value = law.book.values.on(name, day)
    if value is None:
        return "–"
    amount = f"{value.number:,.2f}".removesuffix(".00")
    if language == "de":
        amount = amount.translate(str.maketrans(",.", ".,"))
    return amount + (_DRAFT[language] if value.is_draft else "")
