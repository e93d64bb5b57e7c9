"""The last days of a plan as all-day entries of a calendar (RFC 5545).

Entries name the step, never a person: calendars are often shared. Their identity follows from the
step alone, so that a newer file replaces the older entries.
"""

from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from welcome_office.core.wording import current_language, demo_title, speaking
from welcome_office.law.arrival.plan import Guard, Plan, PlannedStep
from welcome_office.pathways.arrival.guard_names import SHORT

FILE_NAME = "first-weeks.ics"
PRODUCT = "-//Welcome Office//Arrival plan//EN"
WARN_BEFORE = timedelta(days=7)


def plan_ics(plan: Plan, *, language: str) -> bytes:
    """Write every last day that is known and has not passed."""
    with speaking(language):
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        for step in plan.sure:
            if step.limit and step.limit.day >= plan.as_of:
                calendar.add_component(_step(step, plan))
        for guard in plan.guards:
            if guard.day >= plan.as_of:
                calendar.add_component(_guard(guard, plan))
    content: bytes = calendar.to_ical()
    return content


def _step(step: PlannedStep, plan: Plan) -> Event:
    assert step.limit is not None, "only steps with a last day stand in the calendar"
    code = current_language().code
    title = _("Last day: %(step)s") % {"step": step.errand.name.in_language(code)}
    about = f"{step.limit.text.in_language(code)} ({step.limit.norm})"
    event = _event(f"step-{step.id}", title, about, plan)
    event.add("dtstart", step.limit.day)
    event.add("dtend", step.limit.day + timedelta(days=1))
    return event


def _guard(guard: Guard, plan: Plan) -> Event:
    about = f"{guard.rule.text.in_language(current_language().code)} ({guard.rule.norm})"
    event = _event(f"guard-{guard.rule.id}", str(SHORT[guard.rule.id]), about, plan)
    event.add("dtstart", guard.day)
    event.add("dtend", guard.day + timedelta(days=1))
    return event


def _event(name: str, title: str, about: str, plan: Plan) -> Event:
    event = Event()
    event.add("uid", f"{name}@arrival.welcome-office")
    # The same plan of the same day is the same file.
    event.add("dtstamp", datetime.combine(plan.as_of, time(), tzinfo=UTC))
    event.add("summary", demo_title(title))
    event.add("description", about)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -WARN_BEFORE)
    event.add_component(alarm)
    return event
