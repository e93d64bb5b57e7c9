"""What the worker does for firms."""

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.delivery import RefusedError
from welcome_office.core.mail import send_mail
from welcome_office.core.retries import UntilItWorks
from welcome_office.core.transactions import connection_of_a_job
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.letters import Addressee, write_letter


@app.task(retry=UntilItWorks())
@connection_of_a_job()
def answer_firm(announcement_id: int) -> None:
    """Tell the firm that its announcement has arrived, and until when it is answered."""
    found = GroupAnnouncement.objects.select_related("office", "next_step")
    announcement = found.filter(pk=announcement_id).first()
    if announcement is None:
        return
    letter = write_letter(
        announcement.office,
        Addressee(email=announcement.email, language=announcement.language),
        template="group_announced",
        subject=_("We have received your announcement"),
        key=str(announcement.pk),
        content={"announcement": announcement, "due_on": announcement.next_step.due_on},
    )
    try:
        send_mail(letter)
    except RefusedError as error:
        # The coordinator answers anyway and sees here why the firm knows nothing yet.
        office, subject = announcement.office.slug, f"announcement:{announcement.pk}"
        record("firm.unreachable", office=office, subject=subject, by=PROGRAM, problem=str(error))
