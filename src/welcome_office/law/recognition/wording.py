"""Puts a finding into the plain sentences of a language."""

import re
from collections.abc import Iterable
from datetime import date

from welcome_office.law.recognition.advice import paper_named
from welcome_office.law.recognition.contract import Answer, BodyAnswer, SourceAnswer
from welcome_office.law.recognition.finding import Finding
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.law.recognition.routing import Warned
from welcome_office.law.recognition.ruling import Ruling

LANGUAGES = ("de", "en", "ar")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def answer_in(language: str, finding: Finding, law: RecognitionLaw) -> Answer:
    """The finding as the contract's answer, in `de`, `en` or `ar`."""
    words = Wording(law, language)
    ruling = finding.ruling
    return Answer(
        occupation=finding.occupation,
        regulated=finding.regulated,  # type: ignore[arg-type]  # checked when the tables load
        needed=ruling.needed,  # type: ignore[arg-type]  # one of the four words of Case.needed
        bodies=tuple(
            BodyAnswer(found.body, found.role)  # type: ignore[arg-type]  # one of ROLES
            for found in ruling.bodies
        ),
        procedure=words.joined(ruling.procedure),
        acknowledgement=words.maybe(ruling.acknowledgement),
        decision_months=ruling.decision_months,
        extension=words.maybe(ruling.extension),
        fee_eur=ruling.fee_eur,
        language_required=words.maybe(ruling.language),
        documents=None if ruling.papers is None else tuple(map(words.paper, ruling.papers)),
        outcomes=tuple(map(words.text, ruling.outcomes)),
        next_step=words.joined(ruling.next_step) or "",
        sources=_sources(ruling, law),
        confidence=ruling.confidence,  # type: ignore[arg-type]  # checked when the tables load
        warnings=tuple(words.warnings(finding)),
        missing=finding.missing,
    )


class Wording:
    """The texts of the law in one language."""

    def __init__(self, law: RecognitionLaw, language: str) -> None:
        self.law = law
        self.language = language

    def text(self, key: str) -> str:
        return self.law.texts[key][self.language]

    def maybe(self, key: str | None) -> str | None:
        return None if key is None else self.text(key)

    def joined(self, keys: Iterable[str] | None) -> str | None:
        return None if keys is None else " ".join(map(self.text, keys))

    def paper(self, name: str) -> str:
        """A paper of a set, with its form and when it is asked for."""
        paper = paper_named(name, self.law)
        return self.text(f"obligation_{paper.obligation}").format(
            paper=self.text(f"paper_{paper.id}"), form=self.text(f"form_{paper.form}")
        )

    def warnings(self, finding: Finding) -> list[str]:
        """The warnings of a finding, and the range of a term that facts leave open."""
        said = [self.warning(warned) for warned in finding.ruling.warnings]
        if finding.ruling.decision_months is None and len(finding.possible_months) > 1:
            depends = self.text("warning_months_depend")
            shorter, *_, longer = finding.possible_months
            said.append(depends.format(shorter=shorter, longer=longer))
        return said

    def warning(self, warned: Warned) -> str:
        country = self.law.countries.get(warned.place)
        place = warned.place
        if country is not None:
            place = country.names.get(self.language, country.names["en"])
        return self.text(warned.text).format(place=place, day=self.day(warned.place))

    def day(self, text: str) -> str:
        """A day as people write it; anything else unchanged."""
        is_day = self.language == "de" and ISO_DAY.fullmatch(text)
        return date.fromisoformat(text).strftime("%d.%m.%Y") if is_day else text


def _sources(ruling: Ruling, law: RecognitionLaw) -> tuple[SourceAnswer, ...]:
    checked: dict[str, date] = {}
    for ground in ruling.grounds:
        for source in ground.sources:
            checked[source] = max(ground.checked, checked.get(source, date.min))
    return tuple(
        SourceAnswer(name, law.sources[name].title, law.sources[name].url or None, day)
        for name, day in sorted(checked.items())
    )
