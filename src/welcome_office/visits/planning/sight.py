"""Who is offered which times besides those that are free for everybody."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What a search counts as free, and how strictly it keeps the rules.

    `freed`: times that were given back and are not public again yet. `kept`: hours that no phase
    has opened yet. `own`: the visit whose times count as free, because it would give them up.
    `at_once`: from now on, for somebody who is here already.
    `lenient`: without the rules that the office may set aside (notice, gaps, waiting).
    """

    freed: bool = False
    kept: bool = False
    own: int | None = None
    at_once: bool = False
    lenient: bool = False


PUBLIC = Sight()
# The desk plans with all that there is.
HOUSE = Sight(freed=True, kept=True)
WALK_IN = Sight(freed=True, kept=True, at_once=True)
# Who has a booking code sees what is kept for such people.
CODE_HOLDER = Sight(kept=True)
# Only who says why may go beyond the rules.
EXCEPTION = Sight(freed=True, kept=True, lenient=True)
