"""What is different in a plan, in words of the active language."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welcome_office.cases.amounts import amount_in_words
from welcome_office.core.wording import current_language, long_day
from welcome_office.law.arrival.difference import Change, What
from welcome_office.law.errands import load_errands
from welcome_office.law.errands.fees import Amount

SENTENCES: Mapping[What, Promise] = {
    "new": gettext_lazy("New: %(step)s"),
    "gone": gettext_lazy("Not needed any more: %(step)s"),
    "now_sure": gettext_lazy("Now certain: %(step)s"),
    "only_perhaps": gettext_lazy("Only perhaps needed now: %(step)s"),
    "limit": gettext_lazy("%(step)s: the last day is now %(after)s (before: %(before)s)"),
    "begin": gettext_lazy("%(step)s: possible from %(after)s (before: %(before)s)"),
    "people": gettext_lazy("%(step)s: for other people than before"),
    "fee": gettext_lazy("%(step)s: costs %(after)s now (before: %(before)s)"),
    "papers": gettext_lazy("%(step)s: other papers than before"),
}


def changes_in_words(changes: Iterable[Change]) -> tuple[str, ...]:
    """One sentence for each change; of an errand that left the catalogue, nothing."""
    errands = load_errands()
    return tuple(_sentence(change) for change in changes if change.errand in errands)


def _sentence(change: Change) -> str:
    name = load_errands()[change.errand].name.in_language(current_language().code)
    words = {"step": name, "before": "", "after": ""}
    if change.before and change.after:
        if change.what == "fee":
            words |= {"before": _fee(change.before.fee), "after": _fee(change.after.fee)}
        elif change.what == "limit":
            words |= {"before": _day(change.before.last_day), "after": _day(change.after.last_day)}
        else:
            words |= {"before": _day(change.before.earliest), "after": _day(change.after.earliest)}
    return str(SENTENCES[change.what]) % words


def _day(day: date | None) -> str:
    return long_day(day) if day else _("not known")


def _fee(amount: tuple[Decimal, Decimal] | None) -> str:
    return amount_in_words(Amount(*amount)) if amount else _("not known")
