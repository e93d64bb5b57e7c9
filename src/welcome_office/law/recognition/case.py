"""One person's case on its way to a ruling: which procedure it takes under the law of a day."""

from dataclasses import dataclass
from datetime import date

import msgspec

from welcome_office.law.recognition.circumstances import Circumstances, holds
from welcome_office.law.recognition.entries import Deadline, Procedure, Track
from welcome_office.law.recognition.law import RecognitionLaw, on

UNQUALIFIED = "unqualified"
GERMAN = "german"
UNQUALIFIED_ROUTE = "R-OHNE"
# Joining the chamber includes the title, whether or not it was asked for.
WITH_TITLE = "engineer_chamber"


@dataclass(frozen=True)
class Case:
    """One occupation of one person under the law of one day."""

    law: RecognitionLaw
    day: date
    person: Circumstances
    track: Track
    procedure: Procedure

    @property
    def subjects(self) -> tuple[str, str]:
        """Under which names the tables speak of this case, the more special first."""
        return (self.track.occupation, self.procedure.id)

    @property
    def deadline(self) -> Deadline | None:
        """The time limits of the procedure on that day; None where it has none."""
        return next(iter(on(self.law.deadlines.get(self.track.deadline, ()), self.day)), None)

    @property
    def needed(self) -> str:
        """Whether recognition is required, needed for the residence title, optional or none."""
        if not self.procedure.exists:
            return "none"
        if self.is_required:
            return "required"
        return "for_residence" if self.person.is_third_citizen() else "optional"

    @property
    def is_required(self) -> bool:
        """Whether the work, or the title that is wanted, is not allowed without recognition."""
        match self.track.regulated:
            case "yes":
                return True
            case "title_only":
                is_title_included = self.procedure.id == WITH_TITLE
                return is_title_included or self.person.flag("wants_title_only")
            case "self_employed_only":
                return self.person.flag("self_employed")
            case _:
                return False


def open_case(
    law: RecognitionLaw, occupation: str, person: Circumstances, *, day: date
) -> Case | None:
    """The case of a person in an occupation; None where the law has no rule for that day."""
    tracks = on(law.tracks.get(occupation, ()), day)
    if not tracks:
        return None
    track = _track(law, tracks, person)
    case = Case(law, day, person, track, law.procedures[track.procedure])
    if not _has_partnership(case):
        return case
    person = msgspec.structs.replace(person, has_partnership=True)
    return Case(law, day, person, track, case.procedure)


def _track(law: RecognitionLaw, tracks: tuple[Track, ...], person: Circumstances) -> Track:
    if not person.flag("has_formal_qualification"):
        return _detour(tracks[0], UNQUALIFIED, law)
    track = next(track for track in tracks if holds(track.when, person))
    is_german = person.training() == "germany"
    if is_german and not law.procedures[track.procedure].is_for_german_training:
        return _detour(track, GERMAN, law)
    return track


def _detour(track: Track, procedure: str, law: RecognitionLaw) -> Track:
    """The same occupation where there is nothing to recognise."""
    is_by_examination = law.procedures[track.procedure].is_by_examination
    return Track(
        occupation=track.occupation,
        when="",
        regulated=track.regulated,
        procedure=procedure,
        route=UNQUALIFIED_ROUTE if procedure == UNQUALIFIED else "",
        deadline="none",
        law=law.procedures[procedure].law,
        warning="licence_by_exam" if is_by_examination and procedure == UNQUALIFIED else "",
        ground=law.procedures[procedure].ground,
    )


def _has_partnership(case: Case) -> bool:
    """Whether § 16d Abs. 3 AufenthG is a way: free work, vocational, abroad, needs a visa."""
    return (
        case.procedure.is_vocational
        and not case.is_required
        and not case.person.flag("self_employed")
        and case.person.is_third_citizen()
        and case.person.is_abroad()
        and not case.person.is_accelerated()
    )
