"""What is known about the person who asks; None means not yet known."""

from typing import Literal

import msgspec

ABROAD = "abroad"


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The facts a finding rests on. Countries by ISO 3166 code, places by municipality."""

    trained_in: str | None = None
    citizenship: str | None = None
    lives_in: str | None = None
    works_in: str | None = None
    self_employed: bool | None = False
    has_formal_qualification: bool | None = True
    documents_missing: bool | None = False
    accelerated_81a: bool | None = False
    annex_v_diploma: bool | None = None
    wants_title_only: bool | None = False
    construction_chamber_membership: bool | None = False
    last_exam_in_germany: bool | None = False


FACT_NAMES: tuple[str, ...] = Facts.__struct_fields__

# The group of a country is all that most rules ask of it.
Group = Literal["germany", "eu", "eea", "ch", "third"]
FREE_MOVEMENT: tuple[Group, ...] = ("eu", "eea", "ch")


class UnknownFact(Exception):  # noqa: N818 (not a mistake: the finding forks over the fact's values)
    """A rule asks for a fact that nobody has told yet.

    `key` is the fact, or the name of the part of it that was asked for (a country's group).
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
