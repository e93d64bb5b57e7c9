"""The plan as a picture: one line for each step, as long as there is time for it.

Drawn as a list of words and bars, so that it reads well without the picture; places and lengths
are classes, because styles inside the page are forbidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from welcome_office.core.wording import current_language
from welcome_office.law.arrival.plan import Guard, Plan, PlannedStep
from welcome_office.pathways.arrival.guard_names import SHORT
from welcome_office.pathways.arrival.words import when_in_words

COLUMNS = 24
LEAST_DAYS = 28
MOST_DAYS = 182


@dataclass(frozen=True)
class Scale:
    """Turns days into columns; what lies outside is drawn at the edge."""

    first: date
    days: int

    @classmethod
    def of(cls, plan: Plan) -> "Scale":
        """From today to the last day that the plan knows, at most half a year."""
        last = max((end for _begin, end in map(_stretch, _drawn(plan))), default=plan.as_of)
        guards = [guard.day for guard in plan.guards]
        days = (max([last, *guards]) - plan.as_of).days + 1
        return cls(plan.as_of, min(max(days, LEAST_DAYS), MOST_DAYS))

    def column(self, day: date) -> int:
        """The column of a day, 1 to `COLUMNS`."""
        place = (day - self.first).days * COLUMNS // self.days
        return min(max(place, 0), COLUMNS - 1) + 1

    @property
    def last(self) -> date:
        """The last day of the picture."""
        return self.first + timedelta(days=self.days - 1)


def draw_timeline(plan: Plan) -> SafeString:
    """Draw all sure steps whose days are known; nothing where there are fewer than two."""
    steps = _drawn(plan)
    if len(steps) < 2:
        return SafeString("")
    scale = Scale.of(plan)
    rows = [*(_guard_row(guard, scale) for guard in plan.guards)]
    rows += [_step_row(step, plan, scale) for step in steps]
    return format_html(
        '<div class="weeks"><div class="weeks__axis" aria-hidden="true">{}</div>'
        '<ol class="weeks__rows" role="list">{}</ol></div>',
        format_html_join("", '<span class="weeks__month s-{} l-{}">{}</span>', _months(scale)),
        format_html_join("", "{}", ((row,) for row in rows)),
    )


def _drawn(plan: Plan) -> list[PlannedStep]:
    return [step for step in plan.sure if step.earliest is not None]


def _stretch(step: PlannedStep) -> tuple[date, date]:
    """From the first day to the last, or to the day on which it is over."""
    assert step.earliest is not None, "only steps whose day is known are drawn"
    over = step.earliest + timedelta(days=step.takes[1])
    limit = step.limit.day if step.limit else over
    return step.earliest, max(limit, step.earliest)


def _months(scale: Scale) -> Iterator[tuple[int, int, str]]:
    """Begin and length in columns and name of each month, where there is room for the name."""
    day = scale.first
    while day <= scale.last:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        begin = scale.column(day)
        end = scale.column(following) if following <= scale.last else COLUMNS + 1
        if end - begin >= 3:
            yield begin, end - begin, date_format(day, "F" if end - begin > 6 else "M")
        day = following


def _step_row(step: PlannedStep, plan: Plan, scale: Scale) -> SafeString:
    begin, end = _stretch(step)
    first, last = scale.column(begin), scale.column(end)
    kinds = {
        "weeks__bar--critical": step.is_critical,
        "weeks__bar--late": step.cannot_be_in_time,
        "weeks__bar--open": step.limit is None,
    }
    return format_html(
        '<li class="weeks__row"><a class="weeks__name" href="#step-{}">{}</a>'
        '<span class="visually-hidden">: {}{}</span>'
        '<span class="weeks__track" aria-hidden="true">'
        '<span class="weeks__bar s-{} l-{} {}"></span></span></li>',
        step.id,
        step.errand.name.in_language(current_language().code),
        when_in_words(step, plan.as_of),
        f", {gettext('decides when everything is done')}" if step.is_critical else "",
        first,
        last - first + 1,
        " ".join(name for name, holds in kinds.items() if holds),
    )


def _guard_row(guard: Guard, scale: Scale) -> SafeString:
    column = scale.column(guard.day)
    return format_html(
        '<li class="weeks__row weeks__row--guard"><span class="weeks__name">{}</span>'
        '<span class="visually-hidden">: {}</span>'
        '<span class="weeks__track" aria-hidden="true"><span class="weeks__bar s-1 l-{}"></span>'
        "</span></li>",
        SHORT[guard.rule.id],
        date_format(guard.day, "j F Y"),
        column,
    )
