"""Why something about a visit is not possible; the pages say what helps."""

from collections.abc import Iterable


class VisitError(Exception):
    """Something about a visit is not possible."""


class TimeTakenError(VisitError):
    """Somebody else was faster, or the office changed its hours."""


class HoldEndedError(VisitError):
    """The time for which the visit was held is over."""


class NoMoreExtensionsError(VisitError):
    """The hold was extended as often as it may be."""


class AlreadyBookedError(VisitError):
    """The same person has another visit at that time."""


class TooManyVisitsError(VisitError):
    """This address or number has enough visits ahead; the office books more on the phone."""


class TooManyMessagesError(VisitError):
    """Enough was sent to this address or number within the last hour or day."""


class WrongCodeError(VisitError):
    """The code does not fit, is too old, or was tried too often; a new one can be sent."""


class RouteChangedError(VisitError):
    """The times that were shown can only be had by another route now: show it before booking it."""


class VisitChangedError(VisitError):
    """The visit was changed elsewhere since it was shown, e.g. in another window."""


class VisitRunningError(VisitError):
    """The people are in the house at this moment; it is possible again when they have left."""


class VisitPastError(VisitError):
    """The visit is over or was cancelled; it cannot be changed any more."""


class ReasonMissingError(VisitError):
    """The plan sets rules aside, and nobody said why."""

    def __init__(self, rules: Iterable[str]) -> None:
        self.rules = tuple(rules)
        super().__init__(f"Say why these rules are set aside: {', '.join(self.rules)}")


class NotTodayError(VisitError):
    """The visit is on another day: nobody can be received for it now."""


class StepChangedError(VisitError):
    """Another desk has noted something about the step that does not go with this any more."""


class OfferEndedError(VisitError):
    """The times that were offered from the waiting list are not held any more."""
