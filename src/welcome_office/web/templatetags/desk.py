"""What the desk's templates say about members, messages and people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import template
from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from welcome_office.partners.models import Resource
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.policy import Right, may
from welcome_office.partners.queries import membership_of
from welcome_office.recognition.policy import is_adviser
from welcome_office.visits.models import Message, PaperAnswer, StepEvent, VisitPerson
from welcome_office.visits.progress import Stand
from welcome_office.web.desk.forms import ROLE_NAMES
from welcome_office.web.desk.languages import language_name, language_names
from welcome_office.web.wording import wording

register = template.Library()
register.filter("language_name", language_name)
register.filter("language_names", language_names)

# WCAG 2.2.1: whoever is slow has time to ask for more.
MINUTES_TO_REACT = 5
AGES: Mapping[str, Promise] = {
    VisitPerson.Age.ADULT: _("adult"),
    VisitPerson.Age.TEEN: _("16 or 17 years"),
    VisitPerson.Age.CHILD: _("6 to 15 years"),
    VisitPerson.Age.SMALL: _("under 6 years"),
}
MESSAGE_KINDS: Mapping[str, Promise] = {
    Message.Kind.CONFIRM: _("Request to confirm"),
    Message.Kind.CONFIRMED: _("Confirmation"),
    Message.Kind.CANCELLED: _("Cancellation"),
    Message.Kind.MOVED: _("Another time"),
    Message.Kind.CHANGED: _("Change of the visit"),
    Message.Kind.CHOOSE_ANEW: _("Request to choose another time"),
    Message.Kind.NEW_CONTACT: _("Request to confirm a new address"),
    Message.Kind.CONTACT_CHANGED: _("Word to the former address"),
    Message.Kind.REMIND_WEEK: _("Reminder a week before"),
    Message.Kind.REMIND_DAYS: _("Reminder days before"),
    Message.Kind.REMIND_TODAY: _("Reminder on the day"),
    Message.Kind.FINISHED: _("What was done, and what comes next"),
    Message.Kind.WAIT_CONFIRM: _("Request to confirm the waiting"),
    Message.Kind.WAIT_OFFER: _("Offer of a time that became free"),
}
MESSAGE_STATES: Mapping[str, Promise] = {
    Message.State.QUEUED: pgettext_lazy("a message", "waits to be sent"),
    Message.State.SENT: pgettext_lazy("a message", "sent"),
    Message.State.FAILED: pgettext_lazy("a message", "could not be sent"),
}


@dataclass(frozen=True)
class MenuEntry:
    """A page of the desk that this member may see."""

    page: str
    name: Promise
    needs: Right
    is_current: bool = False


@dataclass(frozen=True)
class Menu:
    """What is needed all day lies open, the rest below one word."""

    daily: list[MenuEntry]
    more: list[MenuEntry]

    @property
    def is_current_below(self) -> bool:
        """Whether the page on the screen is one of the rest."""
        return any(entry.is_current for entry in self.more)


DAILY = (
    MenuEntry("desk:day", _("Day"), Right.SEE_DAY),
    MenuEntry("desk:arrivals", _("Arrivals"), Right.RECEIVE),
    MenuEntry("desk:book", _("Book a visit"), Right.BOOK_VISITS),
    MenuEntry("desk:find", _("Find a visit"), Right.SEE_DAY),
    MenuEntry("desk:procedures", _("Recognition"), Right.ADVISE),
    MenuEntry("desk:open_steps", _("Agreed"), Right.NOTE_STEPS),
    MenuEntry("desk:promises", _("Tasks"), Right.DO_TASKS),
)
MORE = (
    MenuEntry("desk:shared_check", _("Shared checks"), Right.SEE_DAY),
    MenuEntry("desk:waiting", _("Waiting list"), Right.SEE_WAITING),
    MenuEntry("desk:house", _("Days of the house"), Right.KEEP_CALENDAR),
    MenuEntry("desk:codes", _("Booking codes"), Right.GIVE_CODES),
    MenuEntry("desk:requests", _("Requests"), Right.ANSWER_REQUESTS),
    MenuEntry("desk:numbers", _("Numbers"), Right.COUNT),
    MenuEntry("desk:recognition_counts", _("Recognition in numbers"), Right.COUNT),
    MenuEntry("desk:texts", _("Texts"), Right.CARE_FOR_TEXTS),
    MenuEntry("desk:staff", _("Staff"), Right.MANAGE_STAFF),
)
# Fewer are shown with the others: a menu of two is a detour.
FEWEST_BELOW = 3


@register.simple_tag(takes_context=True)
def desk_menu(context: template.Context) -> Menu:
    """The pages that the signed-in member may see."""
    request = context["request"]
    office = getattr(request, "office", None)
    member = getattr(request, "member", None)
    if member is None and office is not None:
        member = membership_of(request.user.pk, office=office)
    if member is None:
        return Menu([], [])
    view = request.resolver_match.view_name if request.resolver_match else ""
    daily, more = (
        [
            replace(entry, is_current=entry.page == view)
            for entry in entries
            if may(member, entry.needs) and (entry.needs != Right.ADVISE or is_adviser(member))
        ]
        for entries in (DAILY, MORE)
    )
    return Menu(daily, more) if len(more) >= FEWEST_BELOW else Menu([*daily, *more], [])


@dataclass(frozen=True)
class StepKey:
    """A button of a step, and the key that presses it."""

    digit: str
    kind: str
    name: Promise


STEP_KEYS = (
    StepKey("1", StepEvent.Kind.HERE, pgettext_lazy("a key at the desk", "Is here")),
    StepKey("2", StepEvent.Kind.RUNNING, pgettext_lazy("a key at the desk", "Begins")),
    StepKey("3", StepEvent.Kind.DONE, pgettext_lazy("a key at the desk", "Done")),
    StepKey("4", StepEvent.Kind.CONTINUES, pgettext_lazy("a key at the desk", "Continues …")),
    StepKey("5", StepEvent.Kind.MISSED, pgettext_lazy("a key at the desk", "Did not take place")),
)
CORRECT_KEY = StepKey("0", "correct", pgettext_lazy("a key at the desk", "Correct"))
STATES: Mapping[str, Promise] = {
    StepEvent.Kind.EXPECTED: pgettext_lazy("a step is", "expected"),
    StepEvent.Kind.HERE: pgettext_lazy("a step is", "here"),
    StepEvent.Kind.RUNNING: pgettext_lazy("a step is", "running"),
    StepEvent.Kind.DONE: pgettext_lazy("a step is", "done"),
    StepEvent.Kind.CONTINUES: pgettext_lazy("a step is", "continues"),
    StepEvent.Kind.MISSED: pgettext_lazy("a step is", "did not take place"),
}


@register.simple_tag
def step_keys(stand: Stand) -> list[StepKey]:
    """What can be noted of a step now."""
    keys = [key for key in STEP_KEYS if key.kind in stand.ahead]
    return [*keys, CORRECT_KEY] if stand.event else keys


@register.filter
def state_name(stand: Stand) -> str:
    """Where a step stands, in words."""
    if stand.is_automatic:
        return gettext("nobody came")
    return str(STATES[stand.state])


PAPER_ANSWERS: Mapping[str, Promise] = {
    PaperAnswer.Answer.HAVE: pgettext_lazy("a paper", "is there"),
    PaperAnswer.Answer.WILL: pgettext_lazy("a paper", "will be there"),
    PaperAnswer.Answer.LACK: pgettext_lazy("a paper", "is missing"),
    PaperAnswer.Answer.NOT_NEEDED: pgettext_lazy("a paper", "does not concern the person"),
}


@register.filter
def answer_name(answer: str | None) -> str:
    """What somebody said of a paper, in words."""
    return str(PAPER_ANSWERS[answer]) if answer else pgettext("a paper", "not answered")


@register.simple_tag
def minutes_until_notice() -> int:
    """After how many minutes without a click we say that the session is about to end."""
    return settings.STAFF_SESSION_IDLE_MINUTES - MINUTES_TO_REACT


@register.filter
def age_name(age: str) -> str:
    """An age group in words."""
    return str(AGES[age])


@register.filter
def role_name(role: str) -> str:
    """A role in words."""
    return str(ROLE_NAMES[role])  # type: ignore[index] # a TextChoices member is its value


@register.filter
def message_name(kind: str) -> str:
    """What a message was for."""
    return str(MESSAGE_KINDS[kind])


@register.filter
def message_state(state: str) -> str:
    """How a message went."""
    return str(MESSAGE_STATES[state])


@register.filter
def desk_name(resource: Resource, definition: OfficeFile) -> SafeString | str:
    """The desk as the office's files call it."""
    names = {each.id: each.name for each in definition.resources}
    return wording(names[resource.slug]) if resource.slug in names else resource.slug
