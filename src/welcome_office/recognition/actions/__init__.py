"""What can happen in the recognition of a qualification."""

from welcome_office.recognition.actions.clients import (
    Talk,
    add_client,
    document_talk,
    keep_course,
    name_client,
)
from welcome_office.recognition.actions.enquiries import (
    Shared,
    forget_enquiries,
    share_enquiry,
    withdraw_enquiry,
)
from welcome_office.recognition.actions.imports import (
    ChangedSinceError,
    CodeTakenError,
    refuse_taken,
    take_over,
    undo_import,
)
from welcome_office.recognition.actions.papers import (
    CourseFullError,
    list_deficits,
    plan_measure,
    set_measure,
    set_paper,
    settle_deficit,
)
from welcome_office.recognition.actions.procedures import (
    ClosedError,
    Opening,
    ProcedureError,
    ReplacedError,
    close_procedure,
    correct_event,
    note_event,
    open_procedure,
    put_off,
    renew_next_step,
    reopen_procedure,
    set_body,
)

__all__ = [
    "ChangedSinceError",
    "ClosedError",
    "CodeTakenError",
    "CourseFullError",
    "Opening",
    "ProcedureError",
    "ReplacedError",
    "Shared",
    "Talk",
    "add_client",
    "close_procedure",
    "correct_event",
    "document_talk",
    "forget_enquiries",
    "keep_course",
    "list_deficits",
    "name_client",
    "note_event",
    "open_procedure",
    "plan_measure",
    "put_off",
    "refuse_taken",
    "renew_next_step",
    "reopen_procedure",
    "set_body",
    "set_measure",
    "set_paper",
    "settle_deficit",
    "share_enquiry",
    "take_over",
    "undo_import",
    "withdraw_enquiry",
]
