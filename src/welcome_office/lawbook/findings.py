"""What a judged condition says: yes, no, or not yet known and what is missing."""

from dataclasses import dataclass
from enum import StrEnum

# A Kleene truth value: None is not yet known.
Truth = bool | None


class Answer(StrEnum):
    """The three answers of a rule."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, truth: Truth) -> "Answer":
        """The word for a truth value."""
        if truth is None:
            return cls.UNKNOWN
        return cls.YES if truth else cls.NO


@dataclass(frozen=True)
class Finding:
    """One condition judged: its answer, reason code, paragraph and the facts still missing."""

    answer: Answer
    reason: str
    cite: str
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.missing and self.answer is not Answer.UNKNOWN:
            raise ValueError(
                f"{self.reason}: only an unknown finding can miss facts, not {self.answer}."
            )
