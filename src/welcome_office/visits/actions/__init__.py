"""What can happen to a visit."""

from welcome_office.visits.actions.cancel import cancel_visit
from welcome_office.visits.actions.confirm import (
    ContactGiven,
    confirm_visit,
    confirm_with_code,
    give_contact,
    send_code_again,
)
from welcome_office.visits.actions.hold import (
    end_expired_visits,
    extend_hold,
    give_up_hold,
    hold_visit,
)
from welcome_office.visits.actions.office import NeededStep, StillNeededError, change_office

__all__ = [
    "ContactGiven",
    "NeededStep",
    "StillNeededError",
    "cancel_visit",
    "change_office",
    "confirm_visit",
    "confirm_with_code",
    "end_expired_visits",
    "extend_hold",
    "give_contact",
    "give_up_hold",
    "hold_visit",
    "send_code_again",
]
