"""Five people on their way from a word in their language to the notice.

Days are told as days before today, so that what the pages show is the same every year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from tests.web.public.answers import day


@dataclass(frozen=True, kw_only=True)
class Noted:
    """Something that happened, and what the clock says is next."""

    ago: int
    kind: str
    then: str
    result: str = ""
    # Days before today; negative where it lies ahead.
    until: int | None = None

    @property
    def typed(self) -> dict[str, object]:
        """As the workbench's form sends it."""
        typed: dict[str, object] = {"event-kind": self.kind, "event-result": self.result}
        typed |= day("event-day", timezone.localdate() - timedelta(days=self.ago))
        if self.until is not None:
            typed |= day("event-until", timezone.localdate() - timedelta(days=self.until))
        return typed


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """One of the five: what they type, what they answer, what the adviser writes down."""

    query: str
    occupation: str
    # What the pages' questions are answered with; what is not told is "I don't know yet".
    answers: Mapping[str, str]
    # The word for the need on the answer page, the body, and how the adviser is met.
    needed: str
    body: str
    way: str
    adviser: str = "chamber"
    language: str = "en"
    ticked: Mapping[str, str] = field(default_factory=dict)
    difference: str = ""
    history: tuple[Noted, ...]


HERE = {
    "lives_in": "here", "works_in": "here", "self_employed": "no", "documents_missing": "no",
    "last_exam_in_germany": "no", "accelerated_81a": "no",
}  # fmt: skip
FIVE: Mapping[str, Newcomer] = {
    "nurse from Kerala, still abroad, § 81a": Newcomer(
        query="staff nurse",
        occupation="O001",
        answers={
            "trained_in": "IN", "citizenship": "IN", "lives_in": "abroad", "works_in": "here",
            "accelerated_81a": "yes", "has_formal_qualification": "yes",
            "self_employed": "no", "documents_missing": "no",
        },
        ticked={"accelerated_81a": "on"},
        needed="You need recognition.",
        body="ZAG_PUG",
        way="video",
        difference="Pflege in der Psychiatrie",
        history=(
            Noted(ago=100, kind="application_sent", then="acknowledge"),
            Noted(ago=90, kind="papers_complete", then="decide"),
            Noted(ago=60, kind="notice", result="partial", then="choose_measure"),
            Noted(ago=20, kind="measure_ended", then="apply_again"),
            Noted(ago=19, kind="application_sent", then="decide_again"),
            Noted(ago=9, kind="notice", result="full", then="use_notice"),
            Noted(ago=8, kind="licence_applied", then="issue_licence"),
            Noted(ago=1, kind="licence_issued", then="nothing"),
        ),
    ),
    "educator from Türkiye": Newcomer(
        query="okul öncesi öğretmeni",
        occupation="O029",
        answers=HERE | {
            "trained_in": "TR", "citizenship": "TR", "has_formal_qualification": "yes",
        },
        needed="You need recognition.",
        body="BR_DUESSELDORF",
        way="together",
        history=(
            Noted(ago=80, kind="application_sent", then="acknowledge"),
            Noted(ago=70, kind="papers_requested", until=40, then="send_papers"),
            Noted(ago=45, kind="papers_complete", then="decide"),
            Noted(ago=20, kind="extended", until=-60, then="decide"),
            Noted(ago=5, kind="notice", result="full", then="use_notice"),
        ),
    ),
    "car mechanic from Afghanistan without papers": Newcomer(
        query="مکانیک موتر",
        occupation="O074",
        answers=HERE | {
            "trained_in": "AF", "citizenship": "AF", "documents_missing": "yes",
            "has_formal_qualification": "yes", "self_employed": "no",
        },
        ticked={"documents_missing": "on"},
        needed="You do not need recognition for the work, but often for the residence title.",
        body="HWK_DO",
        way="phone",
        adviser="agency",
        difference="Elektronische Bremsanlagen",
        history=(
            Noted(ago=60, kind="application_sent", then="acknowledge"),
            Noted(ago=50, kind="acknowledged", then="decide"),
            Noted(ago=40, kind="skills_analysis_begun", then="finish_skills_analysis"),
            Noted(ago=12, kind="skills_analysis_ended", then="decide"),
            Noted(ago=2, kind="notice", result="partial", then="choose_measure_or_appeal"),
        ),
    ),
    "dentist from Venezuela": Newcomer(
        query="odontóloga",
        occupation="O022",
        answers=HERE | {
            "trained_in": "VE", "citizenship": "VE", "has_formal_qualification": "yes",
        },
        needed="You need recognition.",
        body="ZAG_AH",
        way="on_site",
        history=(
            Noted(ago=200, kind="application_sent", then="acknowledge"),
            # The body is late by two months.
            Noted(ago=190, kind="papers_complete", then="decide"),
            Noted(ago=15, kind="notice", result="partial", then="choose_measure_or_appeal"),
            Noted(ago=3, kind="measure_ended", then="apply_again"),
            Noted(ago=2, kind="application_sent", then="decide_again"),
            Noted(ago=1, kind="notice", result="full", then="use_notice"),
        ),
    ),
    "hairdresser from Syria who opens a salon": Newcomer(
        query="حلاقة نسائية",
        occupation="O077",
        answers=HERE | {
            "trained_in": "SY", "citizenship": "SY", "self_employed": "yes",
            "has_formal_qualification": "yes", "documents_missing": "no",
        },
        ticked={"self_employed": "on"},
        needed="You need recognition.",
        body="HWK_DO",
        way="on_site",
        adviser="agency",
        language="ar",
        history=(
            Noted(ago=50, kind="application_sent", then="acknowledge"),
            Noted(ago=45, kind="papers_complete", then="decide"),
            Noted(ago=10, kind="notice", result="full", then="use_notice"),
        ),
    ),
}  # fmt: skip
