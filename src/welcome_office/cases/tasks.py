"""What the worker does for all trades: tell people that their data is restricted, or no longer."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from welcome_office.cases.models import Restriction
from welcome_office.cases.restricting import (
    BEGINS,
    ENDS,
    NOTICE,
    TELL,
    is_to_be_told,
    note_not_told,
    note_told_of_the_end,
)
from welcome_office.core.audit import PROGRAM
from welcome_office.core.delivery import RefusedError
from welcome_office.core.mail import send_mail
from welcome_office.core.retries import UntilItWorks
from welcome_office.core.transactions import connection_of_a_job
from welcome_office.partners.letters import Addressee, write_letter

SUBJECTS: Mapping[str, Promise] = {
    BEGINS: _("Your data is restricted"),
    ENDS: _("The restriction of your data ends"),
}


@app.task(name=TELL, retry=UntilItWorks())
@connection_of_a_job()
def tell_of_restriction(restriction: int, template: str) -> None:
    """Send the mail; where it is refused, the coordinator tells the person another way."""
    found = Restriction.objects.select_related("office").filter(pk=restriction).first()
    if found is None or not is_to_be_told(found, template):
        return
    ends_at = timezone.now() + NOTICE
    letter = write_letter(
        found.office,
        Addressee(email=found.email, language=found.language),
        template=template,
        subject=SUBJECTS[template],
        key=str(found.pk),
        content={"restriction": found, "ends_at": ends_at},
    )
    try:
        send_mail(letter)
    except RefusedError:
        note_not_told(found, template, by=PROGRAM)
    else:
        if template == ENDS:
            note_told_of_the_end(found, ends_at=ends_at)
