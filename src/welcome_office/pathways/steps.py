"""What happens next on a pathway: steps, time limits and fees, in the active language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welcome_office.law.residence.entry import EntryLists, needs_visa_first
from welcome_office.law.residence.wording import amount_text
from welcome_office.lawbook.values import Value
from welcome_office.pathways.checking import Check, law_language

FREE_MOVEMENT = ("eu_freemovement", "swiss_freemovement", "uk_withdrawal_agreement")
SETTLEMENT = ("ne_18c_1", "ne_18c_2", "ne_9")
FAST_TRACK = "s81a_procedure"
CITIZENSHIP = "stag_10"
PROTECTION = "s24"
# What these pathways are for, as the question of the visa names it; all others are for work.
PURPOSE_OF_ENTRY = {
    "s16b": "study", "s17_2": "study", "s16f_language": "language_course",
    "s16a_1": "training", "s17_1": "other", "s18d": "research",
    "s20a_fachkraft": "chancenkarte", "s20a_points": "chancenkarte", "s20a_folge": "chancenkarte",
    "s20": "job_search",
}  # fmt: skip
ADULT = 18


@dataclass(frozen=True)
class Line:
    """A sentence or an amount with the paragraph it rests on."""

    text: str
    cite: str = ""
    amount: str = ""


def next_steps(pathway: str, check: Check, *, town: str) -> tuple[str, ...]:
    """What to do next, in order."""
    if pathway in FREE_MOVEMENT:
        return (_("Register your home within two weeks after you move in."),)
    if pathway == CITIZENSHIP:
        return (
            _("Talk to the naturalisation office in %(town)s about your papers.") % {"town": town},
            _("Apply there. Until the decision you keep your title."),
        )
    if pathway == FAST_TRACK:
        return (
            _(
                "The employer makes an agreement with the foreigners' office, with your power of"
                " attorney."
            ),
            _("The office leads the procedure; then the mission abroad gives you an appointment."),
        )
    is_here = check.facts.get("location") == "germany"
    steps = _here(pathway, check) if is_here else _abroad(pathway, check)
    return (*steps, *_approval(pathway, check))


def _here(pathway: str, check: Check) -> tuple[str, ...]:
    if pathway == PROTECTION:
        return (_("Apply for the title at the foreigners' office. It is free of charge."),)
    if check.facts.get("current_title") in (None, "none"):
        return (
            _(
                "Ask the foreigners' office first: often the visa must be applied for abroad"
                " (section 5 (2))."
            ),
        )
    return (
        _("Collect the papers and apply at the foreigners' office before your title ends."),
        _("Until the decision your title continues (section 81 (4))."),
    )


def _abroad(pathway: str, check: Check) -> tuple[str, ...]:
    if pathway == PROTECTION:
        return (_("Come to Germany and report to the foreigners' office of your town."),)
    first = _needs_visa(pathway, check)
    start: tuple[str, ...]
    if first is None:
        start = (
            _("Ask the German mission in your country whether you need a visa before you travel."),
        )
    elif first:
        start = (_("Apply for a national visa at the German mission in your country."),)
    else:
        start = (_("You may enter without a visa."), _apply_after_entry(check))
    return (
        *start,
        _("In Germany: register your home within two weeks after you move in."),
        _("Then get the residence title from the foreigners' office, before the visa ends.")
        if first is not False
        else _("Begin to work only with the title in your hand."),
    )


def _apply_after_entry(check: Check) -> str:
    limit = _value(check, "limit_apply_after_visa_free_entry")
    days = int(limit.number) if limit else 90
    return _("Apply for the title at the foreigners' office within %(days)s days after entry.") % {
        "days": days
    }


def _needs_visa(pathway: str, check: Check) -> bool | None:
    nationality = check.facts.get("nationality")
    if nationality is None:
        return None
    family = pathway.startswith("family")
    purpose = "family" if family else PURPOSE_OF_ENTRY.get(pathway, "employment")
    return needs_visa_first(
        nationality,
        purpose=purpose,
        location="abroad",
        holds_title=False,
        lists=EntryLists(
            free_movement=frozenset(_members(check, "eu_eea_states")) | {"DE", "CH"},
            any_purpose=frozenset(_members(check, "visa_free_any_purpose")),
            without_work=frozenset(_members(check, "visa_free_without_work")),
        ),
    )


def _approval(pathway: str, check: Check) -> tuple[str, ...]:
    approval = _about(pathway, check)["ba"]
    if approval in ("required", "required_priority"):
        return (_("The employment agency must approve the job. The office asks it; you need not."),)
    if approval == "conditional":
        return (_("In some cases the employment agency must approve. The office asks it."),)
    return ()


def time_limits(pathway: str, check: Check) -> tuple[Line, ...]:
    """The time limits that matter on this pathway."""
    names = list(_limit_names(pathway, check))
    found = ((name, _value(check, name)) for name in names)
    return tuple(
        Line(_name(check, name), value.law, _amount(value)) for name, value in found if value
    )


def _limit_names(pathway: str, check: Check) -> list[str]:
    if pathway == FAST_TRACK:
        return [
            "limit_fast_track_recognition",
            "limit_approval_deemed_given_fast_track",
            "limit_fast_track_visa_appointment",
            "limit_fast_track_visa_decision",
        ]
    names = []
    if _about(pathway, check)["ba"] in ("required", "required_priority"):
        names.append("limit_approval_deemed_given")
    if pathway == "s18d":
        names.append("limit_researcher_decision")
    if pathway.startswith("bluecard"):
        names.append("limit_blue_card_job_change")
    if pathway.startswith(("bluecard", "s18", "s19")):
        names.append("limit_report_end_by_worker")
    return names


def fees(pathway: str, check: Check) -> tuple[Line, ...]:
    """What it costs; the fees of free procedures are none."""
    names = _fee_names(pathway, check)
    language = law_language()
    found = ((name, _value(check, name)) for name in names)
    return tuple(
        Line(
            _name(check, name),
            value.law,
            _("%(amount)s euros") % {"amount": amount_text(float(value.number), language=language)},
        )
        for name, value in found
        if value
    )


def _fee_names(pathway: str, check: Check) -> list[str]:
    if pathway in (*FREE_MOVEMENT, PROTECTION):
        return []
    if pathway == FAST_TRACK:
        return ["fee_fast_track"]
    if pathway in SETTLEMENT:
        return ["fee_settlement"]
    child = "_minor" if pathway == "family_child" or _is_minor(check) else ""
    if pathway == CITIZENSHIP:
        return [f"fee_naturalisation{child}"]
    here = check.facts.get("location") == "germany"
    if here and check.facts.get("current_title") not in (None, "none"):
        return [f"fee_change_of_purpose{child}"]
    visa = [] if here or _needs_visa(pathway, check) is False else [f"fee_national_visa{child}"]
    return [*visa, f"fee_permit{child}"]


def _is_minor(check: Check) -> bool:
    born, day = check.facts.get("birth_date"), check.day
    if not isinstance(born, date):
        return False
    return (day.year - born.year, day.month, day.day) < (ADULT, born.month, born.day)


def _amount(value: Value) -> str:
    count = int(value.number)
    if value.unit == "days":
        return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
    if value.unit == "working days":
        return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def _value(check: Check, name: str) -> Value | None:
    return check.law.book.values.on(name, check.day)


def _members(check: Check, name: str) -> tuple[str, ...]:
    value = _value(check, name)
    assert value is not None
    assert isinstance(value.content, tuple), f"{name} is a list"
    return value.content


def _name(check: Check, name: str) -> str:
    return str(check.law.data["values"][name]["name"][law_language()])


def _about(pathway: str, check: Check) -> dict[str, Any]:
    rules = check.law.book.on(check.day).rules
    return next(dict(rule.about) for rule in rules if rule.id == pathway)
