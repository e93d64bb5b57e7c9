"""The errands of somebody who arrives: what, where, with which papers, by which paragraph."""

from welcome_office.law.errands.loading import load_errands
from welcome_office.law.errands.model import (
    Confidence,
    Deadline,
    Elsewhere,
    Errand,
    Event,
    Fee,
    Group,
    InPerson,
    Minutes,
    OneStop,
    Precedence,
    PrecedenceKind,
    Requirement,
    Situation,
    Source,
    Text,
    Variant,
)
from welcome_office.law.errands.when import ALWAYS, Condition, FactValue, When

__all__ = [
    "ALWAYS",
    "Condition",
    "Confidence",
    "Deadline",
    "Elsewhere",
    "Errand",
    "Event",
    "FactValue",
    "Fee",
    "Group",
    "InPerson",
    "Minutes",
    "OneStop",
    "Precedence",
    "PrecedenceKind",
    "Requirement",
    "Situation",
    "Source",
    "Text",
    "Variant",
    "When",
    "load_errands",
]
