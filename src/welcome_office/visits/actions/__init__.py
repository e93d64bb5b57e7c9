"""What can happen to a visit."""

from welcome_office.visits.actions.answer_offer import accept_offer, decline_offer
from welcome_office.visits.actions.ask_waiting import ask_waiting
from welcome_office.visits.actions.attend import report_delay, say_coming
from welcome_office.visits.actions.book import Order, book_visit
from welcome_office.visits.actions.calendar import DayChange, change_days, repairs_for
from welcome_office.visits.actions.cancel import cancel_visit
from welcome_office.visits.actions.codes import (
    find_code,
    full_days,
    hold_with_code,
    new_code,
    withdraw_code,
)
from welcome_office.visits.actions.confirm import (
    ContactGiven,
    confirm_visit,
    confirm_with_code,
    give_contact,
    send_code_again,
)
from welcome_office.visits.actions.continue_later import Agreement, continue_step
from welcome_office.visits.actions.correct import (
    confirm_contact,
    confirm_contact_with_code,
    correct_contact,
    correct_name,
)
from welcome_office.visits.actions.day import check_in, note_no_shows, note_step, take_back
from welcome_office.visits.actions.day_papers import (
    day_to_print,
    forget_day_papers,
    make_day_papers,
)
from welcome_office.visits.actions.forget import (
    delete_visit_data,
    forget_old_contacts,
    forget_past_visits,
    forget_people_without_visits,
    forget_waitings,
)
from welcome_office.visits.actions.hold import (
    extend_hold,
    give_up_hold,
    hold_visit,
)
from welcome_office.visits.actions.move import Change, change_visit, move_visit, same
from welcome_office.visits.actions.office import NeededStep, StillNeededError, change_office
from welcome_office.visits.actions.papers import answer_papers
from welcome_office.visits.actions.remind import queue_due_reminders
from welcome_office.visits.actions.turn import end_expired_visits
from welcome_office.visits.actions.wait import (
    ask_to_wait,
    confirm_waiting,
    leave_waiting,
    wait_for_earlier,
)
from welcome_office.visits.actions.walk_in import book_walk_in

__all__ = [
    "Agreement",
    "Change",
    "ContactGiven",
    "DayChange",
    "NeededStep",
    "Order",
    "StillNeededError",
    "accept_offer",
    "answer_papers",
    "ask_to_wait",
    "ask_waiting",
    "book_visit",
    "book_walk_in",
    "cancel_visit",
    "change_days",
    "change_office",
    "change_visit",
    "check_in",
    "confirm_contact",
    "confirm_contact_with_code",
    "confirm_visit",
    "confirm_waiting",
    "confirm_with_code",
    "continue_step",
    "correct_contact",
    "correct_name",
    "day_to_print",
    "decline_offer",
    "delete_visit_data",
    "end_expired_visits",
    "extend_hold",
    "find_code",
    "forget_day_papers",
    "forget_old_contacts",
    "forget_past_visits",
    "forget_people_without_visits",
    "forget_waitings",
    "full_days",
    "give_contact",
    "give_up_hold",
    "hold_visit",
    "hold_with_code",
    "leave_waiting",
    "make_day_papers",
    "move_visit",
    "new_code",
    "note_no_shows",
    "note_step",
    "queue_due_reminders",
    "repairs_for",
    "report_delay",
    "same",
    "say_coming",
    "send_code_again",
    "take_back",
    "wait_for_earlier",
    "withdraw_code",
]
