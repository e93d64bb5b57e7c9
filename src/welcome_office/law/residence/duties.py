"""What an employer has to do who hires somebody from abroad."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from welcome_office.law.residence.law import ResidenceLaw


@dataclass(frozen=True)
class Duty:
    """One duty in one language; `who` is the employer or the worker."""

    id: str
    who: str
    when: str
    what: str
    law: str
    sanction: str | None
    confidence: str


def employer_duties(law: ResidenceLaw, *, day: date, language: str = "de") -> tuple[Duty, ...]:
    """The duties in force on a day, in the order in which they come up."""
    return tuple(_duty(plain, language) for plain in law.data["duties"] if _in_force(plain, day))


def _in_force(plain: dict[str, Any], day: date) -> bool:
    last_day = plain.get("to")
    begun = date.fromisoformat(plain["from"]) <= day
    return begun and (last_day is None or day <= date.fromisoformat(last_day))


def _duty(plain: dict[str, Any], language: str) -> Duty:
    sanction = plain.get("sanction")
    return Duty(
        id=plain["id"],
        who=plain.get("who", "employer"),
        when=plain["when"][language],
        what=plain["what"][language],
        law=plain["law"],
        sanction=sanction[language] if sanction else None,
        confidence=plain["confidence"],
    )
