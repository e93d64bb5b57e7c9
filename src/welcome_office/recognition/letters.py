"""Letters of the person to a body: German, because the body reads German, and explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from welcome_office.core.wording import speaking
from welcome_office.law.recognition import advice
from welcome_office.law.recognition.events import Happening
from welcome_office.law.recognition.law import load_law
from welcome_office.recognition.clocks import clock_of, effective_rows
from welcome_office.recognition.models import Paper, Procedure
from welcome_office.recognition.queries import paper_names


@dataclass(frozen=True)
class Kind:
    """A kind of letter: what it says in German, and what that means."""

    subject: str
    text: str
    meaning: Any


DECISION = "decision"
KINDS: Mapping[str, Kind] = {
    "acknowledgement": Kind(
        "Bitte um Eingangsbestätigung",
        "am {sent} habe ich bei Ihnen die Anerkennung meines Abschlusses als {occupation}"
        " beantragt. Eine Bestätigung des Eingangs habe ich noch nicht erhalten.\n\n"
        "Bitte bestätigen Sie mir den Eingang und teilen Sie mir mit, ob meine Unterlagen"
        " vollständig sind oder welche noch fehlen.",
        _(
            "You ask the body to confirm that your application has arrived, and to say which"
            " papers are missing."
        ),
    ),
    "complete": Kind(
        "Bitte um Bestätigung der Vollständigkeit",
        "am {sent} habe ich bei Ihnen die Anerkennung meines Abschlusses als {occupation}"
        " beantragt.\n\n"
        "Bitte bestätigen Sie mir, dass meine Unterlagen vollständig sind, und nennen Sie mir den"
        " Tag, an dem die Frist für die Entscheidung begonnen hat.",
        _(
            "You ask the body to confirm that your papers are complete: from that day on the time"
            " limit runs."
        ),
    ),
    "papers": Kind(
        "Nachreichung von Unterlagen",
        "zu meinem Antrag vom {sent} auf Anerkennung meines Abschlusses als {occupation} reiche"
        " ich die folgenden Unterlagen nach:\n\n{papers}\n\n"
        "Bitte bestätigen Sie mir den Eingang und die Vollständigkeit der Unterlagen.",
        _("You send papers afterwards and ask the body to confirm that they have arrived."),
    ),
    DECISION: Kind(
        "Bitte um Entscheidung",
        "über meinen Antrag vom {sent} auf Anerkennung meines Abschlusses als {occupation} ist"
        " noch nicht entschieden. Nach meiner Berechnung endete die Frist am {due}.\n\n"
        "Bitte teilen Sie mir mit, wann ich mit der Entscheidung rechnen kann und ob Sie noch"
        " etwas von mir brauchen.",
        _("You ask the body when it will decide, because its time limit is over."),
    ),
    "extension": Kind(
        "Verlängerung der Frist: Bitte um Begründung",
        "Sie haben die Frist für die Entscheidung über meinen Antrag vom {sent} auf Anerkennung"
        " meines Abschlusses als {occupation} verlängert.\n\n"
        "Bitte teilen Sie mir die Gründe und den Tag mit, an dem die verlängerte Frist endet.",
        _("You ask the body why it takes more time, and until when."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """A letter to a body, ready to be signed."""

    kind: str
    to: tuple[str, ...]
    sender: str
    place_and_day: str
    subject: str
    paragraphs: tuple[str, ...]
    meaning: str

    @property
    def as_text(self) -> str:
        """The whole letter as plain text."""
        head = "\n".join((self.sender, "", *self.to, "", self.place_and_day))
        body = "\n\n".join(self.paragraphs)
        greetings = "Mit freundlichen Grüßen"
        return (
            f"{head}\n\n{self.subject}\n\nSehr geehrte Damen und Herren,\n\n{body}\n\n{greetings}"
            f"\n\n{self.sender}\n"
        )


def write_letter_to_body(procedure: Procedure, kind: str, *, today: date, town: str) -> LetterText:
    """Write a letter; what is not known is left as a gap to fill in by hand."""
    law = load_law(procedure.land)
    wanted, rows = KINDS[kind], effective_rows(procedure)
    sent = [r.day for r in rows if r.kind in {Happening.SENT, Happening.RECEIVED}]
    body = advice.body_on(today, procedure.body, law) if procedure.body else None
    with speaking("de"):
        words = wanted.text.format(
            sent=_day(min(sent, default=None)),
            due=_day(clock_of(procedure, today=today, rows=rows).decision_due),
            occupation=law.occupations[procedure.occupation].titles["de"],
            papers=_papers(procedure),
        )
        day = _day(today)
    return LetterText(
        kind=kind,
        to=(body.name, body.address or body.seat) if body else (GAP,),
        sender=procedure.client.name or GAP,
        place_and_day=f"{town}, {day}",
        subject=wanted.subject,
        paragraphs=tuple(words.split("\n\n")),
        meaning=str(wanted.meaning),
    )


GAP = "____________________"


def _day(day: date | None) -> str:
    return date_format(day, "j. F Y") if day else GAP


def _papers(procedure: Procedure) -> str:
    ready = procedure.papers.filter(state__in=[Paper.State.COMPLETE, Paper.State.SENT])
    names = paper_names([each.name for each in ready], load_law(procedure.land))
    return "\n".join(f"– {name}" for name in names) or f"– {GAP}"
