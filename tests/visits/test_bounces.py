"""A letter that does not arrive becomes a task for the front desk, whenever it turns out."""

import smtplib
from email import policy
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from tests.core.sinks import MailServer, mail_server
from tests.factories import make_office, make_visit

from welcome_office.cases.models import NextStep
from welcome_office.config.commands.mail import note_bounce as note_bounce_command
from welcome_office.core.audit import VISITOR
from welcome_office.launch.ports import LOOPBACK
from welcome_office.partners.models import Office
from welcome_office.visits import models
from welcome_office.visits.actions import cancel_visit
from welcome_office.visits.bounces import note_bounce
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import Visit
from welcome_office.visits.sending import deliver

pytestmark = pytest.mark.django_db
Kind, State = models.Message.Kind, models.Message.State


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def server(settings: LazySettings) -> MailServer:
    return mail_server(settings)


def sent(visit: Visit, server: MailServer, *, kind: models.Message.Kind = Kind.REMIND_DAYS) -> None:
    """Send one letter about the visit to the server."""
    with server.running():
        deliver(queue_message(visit, kind=kind).pk)


def report_about(
    letter: EmailMessage,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    headers_only: bool = False,
) -> bytes:
    """What another mail server writes back (RFC 3464), as it arrives over SMTP."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"], report["To"], report["Subject"] = "mailer@example.net", letter["From"], "Failed"
    report.attach(MIMEText("Your letter could not be delivered."))
    fields = Message()
    fields["Final-Recipient"] = f"rfc822; {letter['To']}"
    fields["Action"], fields["Status"] = action, status
    about = Message()
    about["Reporting-MTA"] = "dns; mail.example.net"
    about.set_payload("")
    delivery = Message()
    delivery["Content-Type"] = "message/delivery-status"
    delivery.set_payload([about, fields])
    report.attach(delivery)
    if headers_only:
        headers, _, _ = letter.as_bytes().partition(b"\n\n")
        report.attach(MIMEText(headers.decode(), "rfc822-headers"))
    else:
        report.attach(MIMEMessage(letter))
    return report.as_bytes(policy=policy.compat32.clone(linesep="\r\n"))


def over_smtp(content: bytes, server: MailServer) -> bytes:
    """Hand a mail to a server and take what it got."""
    with server.running(), smtplib.SMTP(LOOPBACK, server.port) as client:
        client.sendmail("", ["office@example.org"], content)
    return server.letters.pop().as_bytes()


def states() -> list[str]:
    return [message.state for message in models.Message.objects.order_by("pk")]


def test_an_address_that_is_refused_becomes_a_task_for_the_front_desk(
    office: Office, server: MailServer
) -> None:
    visit = make_visit(office, reference="ABCDEFG")
    server.replies_to_addresses = ["550 5.1.1 unknown"]

    sent(visit, server)

    step = NextStep.objects.get()
    assert states() == [State.FAILED]
    assert (step.owner_role, step.done_at) == ("front_desk", None)
    assert "ABC" in step.sentence
    assert step.due_on <= visit.during.lower.date()


def test_a_letter_that_comes_back_later_becomes_one_too(office: Office, server: MailServer) -> None:
    sent(make_visit(office), server)
    assert states() == [State.SENT]

    report = report_about(server.letters[0], headers_only=True)
    noted = note_bounce(over_smtp(report, server))

    message = models.Message.objects.get()
    assert noted == message
    assert (message.state, message.next_step) == (State.FAILED, NextStep.objects.get())
    assert "5.1.1" in message.problem
    assert "amal" not in message.problem


def test_two_letters_that_come_back_are_one_task(office: Office, server: MailServer) -> None:
    visit = make_visit(office)
    sent(visit, server)
    sent(visit, server, kind=Kind.CHANGED)

    for letter in server.letters:
        note_bounce(report_about(letter))

    assert states() == [State.FAILED, State.FAILED]
    assert NextStep.objects.count() == 1


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("failed", "4.2.2")]
)
def test_a_report_of_a_delay_or_an_arrival_changes_nothing(
    office: Office, server: MailServer, action: str, status: str
) -> None:
    sent(make_visit(office), server)

    assert note_bounce(report_about(server.letters[0], action=action, status=status)) is None
    assert (states(), NextStep.objects.count()) == ([State.SENT], 0)


@pytest.mark.parametrize(
    "content",
    [b"", b"Subject: Hello\r\n\r\nWhen are you open?", b"\xff\xfe\x00"],
    ids=["empty", "a question", "no mail"],
)
def test_what_is_no_report_changes_nothing(
    office: Office, server: MailServer, content: bytes
) -> None:
    sent(make_visit(office), server)

    assert (note_bounce(content), states()) == (None, [State.SENT])


def test_a_report_about_somebody_elses_letter_changes_nothing(
    office: Office, server: MailServer
) -> None:
    sent(make_visit(office), server)
    (letter,) = server.letters
    letter.replace_header("Message-ID", f"<{'0' * 32}@example.org>")

    assert (note_bounce(report_about(letter)), states()) == (None, [State.SENT])


def test_a_cancelled_visit_gives_nobody_a_task(office: Office, server: MailServer) -> None:
    visit = cancel_visit(make_visit(office), by=VISITOR)
    server.replies_to_addresses = ["550 5.1.1 unknown"]

    sent(visit, server, kind=Kind.CANCELLED)

    # The first message is the one that the cancellation queued by itself.
    assert (states(), NextStep.objects.count()) == ([State.QUEUED, State.FAILED], 0)


def test_the_command_reads_what_the_mail_server_pipes_into_it(
    office: Office, server: MailServer
) -> None:
    sent(make_visit(office), server)
    report = report_about(server.letters[0])

    told = [CliRunner().invoke(note_bounce_command, input=mail) for mail in (report, b"Hello")]

    number = models.Message.objects.get().pk
    assert [each.output for each in told] == [
        f"Message {number} noted.\n",
        "No letter of ours came back.\n",
    ]
