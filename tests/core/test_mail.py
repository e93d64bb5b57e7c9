"""A letter reaches a real mail server, or we know why not."""

import pytest
from django.conf import LazySettings
from tests.core.sinks import mail_server

from welcome_office.core.delivery import NotNowError, RefusedError
from welcome_office.core.mail import CalendarPart, Letter, PdfPart, build_mail, send_mail

LETTER = Letter(
    to="amal@example.org",
    sender="Büro für Neue",
    reply_to="buero@example.org",
    subject="Ihr Termin am Mittwoch",
    text="Guten Tag",
    html="<p>Guten Tag</p>",
    language="de",
    key="1",
    parts=(
        CalendarPart(content=b"BEGIN:VCALENDAR\r\n", method="REQUEST", name="visit.ics"),
        PdfPart(content=b"%PDF-1.7", name="visit.pdf"),
    ),
)


def test_a_letter_arrives_whole(settings: LazySettings) -> None:
    server = mail_server(settings)

    with server.running():
        send_mail(LETTER)

    (mail,) = server.letters
    parts = [(part.get_content_type(), part.get_filename()) for part in mail.walk()]
    assert parts == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", "visit.ics"),
        ("application/pdf", "visit.pdf"),
    ]
    calendar, paper = mail.iter_attachments()
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert paper.get_content() == b"%PDF-1.7"
    assert (mail["Subject"], mail["To"]) == (LETTER.subject, LETTER.to)
    assert (mail["From"].addresses[0].display_name, mail["Reply-To"]) == (
        "Büro für Neue",
        "buero@example.org",
    )


def test_machines_are_asked_not_to_answer() -> None:
    headers = build_mail(LETTER).message()

    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["X-Auto-Response-Suppress"] == "All"
    assert headers["Content-Language"] == "de"


def test_the_same_letter_keeps_its_id_so_that_a_second_copy_is_seen_as_one() -> None:
    first, second = (build_mail(LETTER).message()["Message-ID"] for _ in range(2))

    assert first == second
    assert first.endswith("@example.org>")


def test_a_server_that_is_down_is_worth_another_try(settings: LazySettings) -> None:
    mail_server(settings)

    with pytest.raises(NotNowError):
        send_mail(LETTER)


@pytest.mark.parametrize(
    ("reply", "error", "reason"),
    [
        ("451 4.7.1 Greylisted amal@example.org", NotNowError, r"\(451 4\.7\.1\)"),
        ("554 5.7.1 <amal@example.org> spam", RefusedError, r"\(554 5\.7\.1\)"),
        ("552 full", RefusedError, r"\(552\)"),
    ],
    ids=["later", "never", "without detail"],
)
@pytest.mark.parametrize("at", ["address", "content"])
def test_the_reply_decides_whether_to_try_again_and_names_nobody(
    settings: LazySettings, at: str, reply: str, error: type[Exception], reason: str
) -> None:
    server = mail_server(settings)
    if at == "address":
        server.replies_to_addresses = [reply]
    else:
        server.replies = [reply]

    with server.running(), pytest.raises(error, match=reason) as raised:
        send_mail(LETTER)

    assert "amal" not in str(raised.value)
