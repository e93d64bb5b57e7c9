"""Sentences of the residence law with the figures of a day, in three languages."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from welcome_office.law.residence.assessment import Reason
from welcome_office.law.residence.law import ResidenceLaw

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DRAFT = {"de": " (Entwurf)", "en": " (draft)", "ar": " (مسودة)"}
_MORE = {
    "de": " ({more} mehr als jetzt)",
    "en": " ({more} more than now)",
    "ar": " ({more} أكثر من الآن)",
}
_INSTEAD = {"de": " (statt {now})", "en": " (instead of {now})", "ar": " (بدلاً من {now})"}


def reason_text(reason: Reason, law: ResidenceLaw, *, language: str, day: date) -> str:
    """The sentence for a reason, with the figures that apply on the day."""
    texts = law.data["reasons"][reason.code]
    if reason.condition is not None:
        texts = law.data["conditions"][reason.condition].get("text", texts)
    return with_figures(texts[language], law, language=language, day=day)


def with_figures(text: str, law: ResidenceLaw, *, language: str, day: date) -> str:
    """A text whose {names} are replaced by the dated values of that day."""

    def figure(match: re.Match[str]) -> str:
        value = law.book.values.on(match[1], day)
        if value is None:
            return "–"
        mark = _DRAFT[language] if value.is_draft else ""
        return amount_text(float(value.number), language=language) + mark

    return _PLACEHOLDER.sub(figure, text)


def change_text(fact: str, law: ResidenceLaw, *, now: Any, needed: Any, language: str) -> str:
    """What a fact would have to become, and how far that is from what it is now."""
    data = law.data["facts"][fact]
    text: str = data["then"][language]
    if data["kind"] == "level":
        suffix = "" if now in (None, "none") else _INSTEAD[language].format(now=now)
        return text.format(needed=needed) + suffix
    if data["kind"] == "number":
        more = None if now is None else amount_text(needed - now, language=language)
        suffix = "" if more is None else _MORE[language].format(more=more)
        return text.format(needed=amount_text(needed, language=language)) + suffix
    return text.format(needed=_option_text(data, needed, language))


def amount_text(amount: float, *, language: str) -> str:
    """A number as the language writes it; cents only where there are some."""
    written = f"{amount:,.2f}".removesuffix(".00")
    return written.translate(str.maketrans(",.", ".,")) if language == "de" else written


def _option_text(data: Mapping[str, Any], needed: Any, language: str) -> str:
    option = data.get("options", {}).get(needed)
    return str(option[language]) if option else str(needed)
