"""Why somebody could not sign in at their provider: each reason has its own plain page."""

from enum import StrEnum


class Reason(StrEnum):
    """What went wrong, as the audit trail names it."""

    SILENT = "silent"
    CANCELLED = "cancelled"
    UNKNOWN_STATE = "unknown state"
    CLOCK = "clock"
    INVALID = "invalid"
    NO_ROLE = "no role"
    CLOSED = "closed"
    TAKEN = "taken"


class RefusalError(Exception):
    """Nobody is let in."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
