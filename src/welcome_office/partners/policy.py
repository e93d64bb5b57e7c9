"""Who may do what: each right says in its words what it opens, each role lists its rights."""

from collections.abc import Mapping
from enum import StrEnum

from welcome_office.partners.models import Membership

Role = Membership.Role


class Right(StrEnum):
    """One thing that a member of staff may do in the office they belong to."""

    SEE_DAY = "see the day and the visits at the own organisation's desks"
    SEE_ALL_DESKS = "see every desk of the house as if it were the own organisation's"
    SEE_CONTACTS = "see how a person can be reached"
    CONFIRM_VISITS = "confirm the visit of somebody who calls or comes by"
    BOOK_VISITS = "book a visit for somebody, at every desk of the house"
    CHANGE_VISITS = "move and cancel visits, and print their papers"
    SET_RULES_ASIDE = "set a rule of booking aside and say why; never an overlap"
    KEEP_CALENDAR = "enter absences, shifts, closures, one-stop days and notices"
    NOTE_STEPS = "note how the steps at the desks in reach go, and what continues"
    RECEIVE = "receive people: check them in, book those who walk in, print what they take home"
    GIVE_CODES = "give booking codes to partners and employers, and withdraw them"
    DO_TASKS = "see what is the own role's turn to do, and tick it off"
    SEE_WAITING = "see in which order households wait for a time, and why who was asked"
    ADVISE = "accompany the people whom the own organisation advises, and read what they passed on"
    COUNT = "see how many people were advised, and none of them"
    CARE_FOR_TEXTS = "see which texts are due for review"
    ANSWER_REQUESTS = "give people a copy of everything that is kept about them, and delete it"
    RESTRICT = "restrict data that somebody disputes, use it as long as that lasts, and lift it"
    MANAGE_STAFF = "make and close accounts of staff"


RIGHTS: Mapping[str, frozenset[Right]] = {
    Role.COUNSELLOR: frozenset({Right.SEE_DAY, Right.BOOK_VISITS, Right.NOTE_STEPS, Right.ADVISE}),
    Role.FRONT_DESK: frozenset(
        {
            Right.SEE_DAY,
            Right.SEE_ALL_DESKS,
            Right.SEE_CONTACTS,
            Right.CONFIRM_VISITS,
            Right.BOOK_VISITS,
            Right.CHANGE_VISITS,
            Right.SET_RULES_ASIDE,
            Right.KEEP_CALENDAR,
            Right.NOTE_STEPS,
            Right.RECEIVE,
            Right.DO_TASKS,
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            Right.SEE_DAY,
            Right.SEE_ALL_DESKS,
            Right.SEE_CONTACTS,
            Right.CONFIRM_VISITS,
            Right.BOOK_VISITS,
            Right.CHANGE_VISITS,
            Right.SET_RULES_ASIDE,
            Right.KEEP_CALENDAR,
            Right.GIVE_CODES,
            Right.NOTE_STEPS,
            Right.RECEIVE,
            Right.DO_TASKS,
            Right.COUNT,
            Right.SEE_WAITING,
            Right.ANSWER_REQUESTS,
            Right.RESTRICT,
            Right.CARE_FOR_TEXTS,
        }
    ),
    # Runs the program and has no business with the people who come.
    Role.ADMINISTRATOR: frozenset({Right.MANAGE_STAFF, Right.CARE_FOR_TEXTS}),
}


def may(member: Membership, right: Right) -> bool:
    """Whether the member's role has this right; what nobody declared is refused."""
    return right in RIGHTS.get(member.role, frozenset())
