"""The visit: its people, its ordered steps, and what they occupy."""

from welcome_office.visits.models.arrangement import Arrangement
from welcome_office.visits.models.codes import BookingCode, CodeUse
from welcome_office.visits.models.day_papers import DayPaper
from welcome_office.visits.models.events import Continuation, StepEvent
from welcome_office.visits.models.messages import CHANGE_KEPT, ContactChange, Message
from welcome_office.visits.models.readiness import PaperAnswer
from welcome_office.visits.models.steps import CalendarDay, Occupation, Step
from welcome_office.visits.models.visit import VISIT_KEPT, Visit, VisitPerson
from welcome_office.visits.models.waiting import WAITING_KEPT, Waiting, WaitingRecord

__all__ = [
    "CHANGE_KEPT",
    "VISIT_KEPT",
    "WAITING_KEPT",
    "Arrangement",
    "BookingCode",
    "CalendarDay",
    "CodeUse",
    "ContactChange",
    "Continuation",
    "DayPaper",
    "Message",
    "Occupation",
    "PaperAnswer",
    "Step",
    "StepEvent",
    "Visit",
    "VisitPerson",
    "Waiting",
    "WaitingRecord",
]
