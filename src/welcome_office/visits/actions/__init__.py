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

__all__ = [
    "ContactGiven",
    "cancel_visit",
    "confirm_visit",
    "confirm_with_code",
    "end_expired_visits",
    "extend_hold",
    "give_contact",
    "give_up_hold",
    "hold_visit",
    "send_code_again",
]
