"""What somebody reads who could not sign in at their provider: what happened, what to do."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from welcome_office.web.desk.provider.providers import Provider
from welcome_office.web.desk.provider.refusal import Reason, RefusalError

log = logging.getLogger("welcome_office.access")


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """One page: its title, its sentences, and the status for machines."""

    title: Promise
    sentences: tuple[Promise, ...]
    status: int = 403
    # Whether another try can help.
    again: bool = True


EXPLANATIONS: Mapping[Reason, Explanation] = {
    Reason.SILENT: Explanation(
        title=_("The sign-in of your organisation does not answer"),
        sentences=(
            _("Nothing is lost. Please try again in a few minutes."),
            _("If it lasts, tell your organisation's IT department."),
        ),
        status=503,
    ),
    Reason.CANCELLED: Explanation(
        title=_("You are not signed in"),
        sentences=(_("The sign-in was cancelled. Nothing was changed."),),
    ),
    Reason.UNKNOWN_STATE: Explanation(
        title=_("This sign-in is no longer open"),
        sentences=(
            _("It was used already, took too long, or began in another browser."),
            _("Please begin again on the page for signing in."),
        ),
        status=400,
        again=False,
    ),
    Reason.CLOCK: Explanation(
        title=_("The clocks do not agree"),
        sentences=(
            _("The answer of your organisation is not valid now, judged by our clock."),
            _("Please try again. If it lasts, tell the administrator of the Welcome Office."),
        ),
        status=400,
    ),
    Reason.INVALID: Explanation(
        title=_("We could not check the answer of your organisation"),
        sentences=(
            _("To be safe, nobody was signed in."),
            _("Please try again. If it lasts, tell the administrator of the Welcome Office."),
        ),
        status=400,
    ),
    Reason.NO_ROLE: Explanation(
        title=_("You have no access to the Welcome Office yet"),
        sentences=(
            _("Your organisation knows you, but in none of the groups that work here."),
            _("Please ask your organisation's IT department to add you to a group."),
        ),
        again=False,
    ),
    Reason.CLOSED: Explanation(
        title=_("Your access to the Welcome Office was ended"),
        sentences=(_("Please ask the administrator of the Welcome Office."),),
        again=False,
    ),
    Reason.TAKEN: Explanation(
        title=_("You have another account here already"),
        sentences=(
            _("It signs in at your organisation. This account stays as it was."),
            _("The administrator of the Welcome Office can end the one you do not need."),
        ),
        again=False,
    ),
}


def log_refusal(provider: Provider, refusal: RefusalError) -> None:
    """Tell the operator which check failed, without anything about the person."""
    cause = refusal.__cause__
    log.warning(
        "refused at provider",
        extra={
            "provider": provider.name,
            "reason": refusal.reason.value,
            "cause": type(cause).__name__ if cause else "",
        },
    )
