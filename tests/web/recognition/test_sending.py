"""Sending papers: off by default, by a short-lived link, seen by the adviser alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.factories import make_office
from tests.recognition.cases import event, make_procedure, partner_called
from tests.recognition.files import hostile
from tests.recognition.town import RUHR
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.cli import main
from welcome_office.core.audit import PROGRAM
from welcome_office.core.models import AccessRecord, AuditRecord
from welcome_office.law.recognition.events import Happening
from welcome_office.partners.models import Office
from welcome_office.recognition.actions import close_procedure, note_event, put_off
from welcome_office.recognition.actions.files import (
    PassEndedError,
    forget_files,
    make_pass,
    pass_behind,
)
from welcome_office.recognition.files.keeping import LostKeyError, decrypt
from welcome_office.recognition.models import Client as RecognitionClient
from welcome_office.recognition.models import PaperFile, Procedure, UploadPass

pytestmark = pytest.mark.django_db
DESK = "/en/desk/recognition"
ASSESSED = date(2026, 10, 1)


@pytest.fixture
def office(settings: LazySettings) -> Office:
    settings.UPLOAD_KEYS = [Fernet.generate_key().decode()]
    return make_office(replace(RUHR, office=replace(RUHR.office, uploads_assessed_on=ASSESSED)))


@pytest.fixture
def procedure(office: Office) -> Procedure:
    made = make_procedure(partner=partner_called("chamber", office))
    RecognitionClient.objects.update(language="en")
    return made


def send(content: bytes, procedure: Procedure, *, name: str = "x.pdf", **more: str) -> str:
    """What the person's phone shows after sending."""
    address = f"/en/recognition/papers/{make_pass(procedure, by=PROGRAM)}/"
    data = {"file": SimpleUploadedFile(name, content), "paper": "", **more}
    return Client().post(address, data, follow=True).text


def test_sending_is_off_unless_the_office_switches_it_on(settings: LazySettings) -> None:
    settings.UPLOAD_KEYS = [Fernet.generate_key().decode()]
    procedure = make_procedure()
    adviser = let_in(Client(), make_member(procedure.office, Role.COUNSELLOR, partner="chamber"))

    answers = [
        adviser.get(f"{DESK}/{procedure.pk}/files/new/").status_code,
        adviser.post(f"{DESK}/{procedure.pk}/files/qr/").status_code,
        Client().get(f"/en/recognition/papers/{make_pass(procedure, by=PROGRAM)}/").status_code,
    ]

    assert answers == [404, 404, 404]
    assert "Papers that were sent" not in adviser.get(f"{DESK}/{procedure.pk}/").text


def test_adviser_shows_a_code_and_reads_what_was_sent(office: Office, procedure: Procedure) -> None:
    adviser = let_in(Client(), make_member(office, Role.COUNSELLOR, partner="chamber"))
    page = adviser.post(f"{DESK}/{procedure.pk}/files/qr/").text
    address = page.partition('<code dir="ltr">')[2].partition("</code>")[0]
    paper = procedure.papers.get(name="bqfg/certificates")
    data = {"file": SimpleUploadedFile("../../a.exe", hostile.picture()), "paper": str(paper.pk)}

    sent = Client().post("/" + address.split("/", 3)[3], data, follow=True).text
    file = PaperFile.objects.get()
    read = adviser.get(f"{DESK}/{procedure.pk}/files/{file.pk}/")

    assert "The paper has arrived." in sent
    assert file.paper == paper
    assert b"JFIF" not in bytes(file.content)
    assert read.content[:3] == b"\xff\xd8\xff"
    assert read.headers["Content-Disposition"] == f'attachment; filename="paper-{file.pk}.jpg"'
    assert AccessRecord.objects.filter(subject=file.audit_subject).count() == 1


def test_adviser_adds_a_file_at_the_desk_and_deletes_it(
    office: Office, procedure: Procedure
) -> None:
    adviser = let_in(Client(), make_member(office, Role.COUNSELLOR, partner="chamber"))
    here = f"{DESK}/{procedure.pk}/files"

    bad = adviser.post(f"{here}/new/", {"file": SimpleUploadedFile("x", b"MZ"), "paper": ""})
    adviser.post(f"{here}/new/", {"file": SimpleUploadedFile("x", hostile.pdf()), "paper": ""})
    kept = PaperFile.objects.get()
    adviser.post(f"{here}/{kept.pk}/delete/")

    told = AuditRecord.objects.filter(subject=procedure.audit_subject, action__startswith="files.")
    assert bad.status_code == 422
    assert PaperFile.objects.count() == 0
    assert sorted(told.values_list("action", flat=True)) == ["files.deleted", "files.received"]


def test_link_of_another_office_opens_nothing(procedure: Procedure) -> None:
    secret = make_pass(procedure, by=PROGRAM)
    elsewhere = make_office(replace(RUHR, office=replace(RUHR.office, id="elsewhere")))

    with pytest.raises(PassEndedError):
        pass_behind(secret, office=elsewhere)

    assert pass_behind(secret, office=procedure.office).procedure == procedure


@pytest.mark.parametrize(("role", "partner"), [("counsellor", "agency"), ("coordinator", None)])
def test_nobody_else_reads_it(
    office: Office, procedure: Procedure, role: str, partner: str | None
) -> None:
    send(hostile.pdf(), procedure)
    file = PaperFile.objects.get()
    stranger = let_in(Client(), make_member(office, Role(role), partner=partner))

    answer = stranger.get(f"{DESK}/{procedure.pk}/files/{file.pk}/")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("content", "said", "left"),
    [
        (hostile.pdf(OpenAction=hostile.script()), "The PDF holds a program", 19),
        (hostile.locked_pdf(), "locked with a password", 19),
        (hostile.zip_bomb(), "Please send a photo (JPEG, PNG, WebP) or a PDF.", 19),
        (hostile.picture_bomb(), "The picture is too large.", 19),
        (b"", "The file is empty.", 20),
        (b"%PDF-1.7" + b"0" * (11 * 1024 * 1024), "The file is larger than 10 MB.", 20),
    ],
)
def test_bad_file_gets_a_clear_message_and_leaves_nothing(
    procedure: Procedure, content: bytes, said: str, left: int
) -> None:
    assert said in send(content, procedure)
    assert (PaperFile.objects.count(), UploadPass.objects.get().left) == (0, left)


def test_link_ends_by_time_by_use_and_by_a_newer_one(procedure: Procedure) -> None:
    first = make_pass(procedure, by=PROGRAM)
    second = make_pass(procedure, by=PROGRAM)
    addresses = [f"/en/recognition/papers/{secret}/" for secret in (first, second, "guessed")]

    before = [Client().get(address).status_code for address in addresses]
    UploadPass.objects.update(left=0)
    used = Client().get(addresses[1]).status_code
    UploadPass.objects.update(left=5, expires_at=timezone.now() - timedelta(seconds=1))
    late = Client().get(addresses[1]).status_code

    assert before == [410, 200, 410]
    assert (used, late) == (410, 410)


def test_sending_needs_the_token_of_its_own_page(procedure: Procedure) -> None:
    strict = Client(enforce_csrf_checks=True)
    address = f"/en/recognition/papers/{make_pass(procedure, by=PROGRAM)}/"

    answer = strict.post(address, {"file": SimpleUploadedFile("x", hostile.pdf()), "paper": ""})

    assert (answer.status_code, PaperFile.objects.count()) == (403, 0)


def test_file_goes_thirty_days_after_the_step_that_needed_it(procedure: Procedure) -> None:
    send(hostile.pdf(), procedure)
    now = timezone.now()

    put_off(procedure, timezone.localdate() + timedelta(days=9), by=PROGRAM)
    waiting = forget_files(now=now + timedelta(days=400))
    note_event(procedure, event(Happening.SENT, "2026-11-02"), by=PROGRAM)
    early = forget_files(now=now + timedelta(days=29))
    late = forget_files(now=now + timedelta(days=31))

    assert (waiting, early, late, PaperFile.objects.count()) == (0, 0, 1, 0)


def test_closed_case_ends_the_need(procedure: Procedure) -> None:
    send(hostile.pdf(), procedure)

    close_procedure(procedure, reason=Procedure.Closed.MOVED, by=PROGRAM)

    assert forget_files(now=timezone.now() + timedelta(days=31)) == 1


def test_keys_are_changed_without_losing_a_file(
    procedure: Procedure, settings: LazySettings
) -> None:
    adviser = let_in(Client(), make_member(procedure.office, Role.COUNSELLOR, partner="chamber"))
    send(hostile.pdf(pages=2), procedure)
    old, new = settings.UPLOAD_KEYS[0], Fernet.generate_key().decode()

    settings.UPLOAD_KEYS = [new, old]
    renewed = CliRunner().invoke(main, ["renew-upload-keys"]).output
    settings.UPLOAD_KEYS = [new]
    readable = decrypt(bytes(PaperFile.objects.get().content))
    settings.UPLOAD_KEYS = [old]
    with pytest.raises(LostKeyError):
        decrypt(bytes(PaperFile.objects.get().content))

    page = adviser.get(f"{DESK}/{procedure.pk}/files/{PaperFile.objects.get().pk}/", follow=True)
    assert "The key of this file is missing." in page.text
    assert renewed.startswith("1 files encrypted anew.")
    assert readable.startswith(b"%PDF-")
