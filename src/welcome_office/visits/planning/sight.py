"""Who is offered which times besides those that are free for everybody."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What a search counts as free.

    `freed`: times that were given back and are not public again yet. `kept`: hours that no phase
    has opened yet. `own`: the visit whose times count as free, because it would give them up.
    """

    freed: bool = False
    kept: bool = False
    own: int | None = None


PUBLIC = Sight()
# The desk plans with all that there is.
HOUSE = Sight(freed=True, kept=True)
