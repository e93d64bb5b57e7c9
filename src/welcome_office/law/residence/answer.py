"""Writes an assessment as JSON, in the language asked for."""

from collections.abc import Mapping
from typing import Any

from welcome_office.law.residence.assessment import Assessment, PathwayFinding
from welcome_office.law.residence.law import ResidenceLaw
from welcome_office.law.residence.wording import reason_text


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
