"""Who is accompanied to the recognition of a qualification, and how far each procedure is."""

from welcome_office.recognition.models.clients import Client, Contact, ImportBatch
from welcome_office.recognition.models.courses import Course, Deficit, Measure
from welcome_office.recognition.models.enquiries import ENQUIRY_KEPT, Enquiry
from welcome_office.recognition.models.files import PaperFile, UploadPass
from welcome_office.recognition.models.procedures import Paper, Procedure, ProcedureEvent

__all__ = [
    "ENQUIRY_KEPT",
    "Client",
    "Contact",
    "Course",
    "Deficit",
    "Enquiry",
    "ImportBatch",
    "Measure",
    "Paper",
    "PaperFile",
    "Procedure",
    "ProcedureEvent",
    "UploadPass",
]
