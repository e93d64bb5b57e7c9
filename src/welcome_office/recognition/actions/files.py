"""What can happen to papers that people send."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM, Actor
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.actions.noting import note
from welcome_office.recognition.files.checking import check_file
from welcome_office.recognition.files.keeping import encrypt, renew
from welcome_office.recognition.models import Paper, PaperFile, Procedure, UploadPass

PASS_MINUTES = 30
# Refused files count too: whoever holds the link cannot keep the inspector busy for ever.
FILES_PER_PASS = 20
FILES_PER_PROCEDURE = 60


class PassEndedError(Exception):
    """The link is over, used up or never existed."""


class TooManyFilesError(Exception):
    """So many files of one procedure nobody reads; delete some first."""


def uploads_are_on(office: Office) -> bool:
    """Whether the office has assessed and switched on sending, and the operator has set a key."""
    assessed_on = definition_of(office).office.uploads_assessed_on
    return assessed_on is not None and bool(settings.UPLOAD_KEYS)


@transaction.atomic
def make_pass(procedure: Procedure, *, by: Actor) -> str:
    """Make a link that lets the person send papers now; gives its secret, which we do not keep."""
    secret = secrets.token_urlsafe(32)
    UploadPass.objects.filter(procedure=procedure).delete()
    UploadPass.objects.create(
        procedure=procedure,
        token_hash=_hash(secret),
        expires_at=timezone.now() + timedelta(minutes=PASS_MINUTES),
        left=FILES_PER_PASS,
    )
    note("files.pass", procedure, by=by)
    return secret


def pass_behind(secret: str, *, office: Office) -> UploadPass:
    """The pass of a link to this office's pages, while it is valid."""
    found = UploadPass.objects.select_related("procedure__office", "procedure__partner").filter(
        procedure__office=office, expires_at__gt=timezone.now(), left__gt=0
    )
    known = found.filter(token_hash=_hash(secret)).first()
    if known is None or not known.procedure.is_open:
        raise PassEndedError
    return known


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def receive_file(
    procedure: Procedure,
    content: bytes,
    *,
    by: Actor,
    paper: Paper | None = None,
    upload_pass: UploadPass | None = None,
) -> PaperFile:
    """Check a file, write it anew, encrypt and keep it; a refused one leaves nothing behind."""
    if procedure.files.count() >= FILES_PER_PROCEDURE:
        raise TooManyFilesError
    if upload_pass is not None:
        _use_up(upload_pass)
    clean = check_file(content)
    with transaction.atomic():
        file = PaperFile.objects.create(
            procedure=procedure,
            paper=paper,
            step=procedure.next_step,
            kind=clean.kind,
            pages=clean.pages,
            content=encrypt(clean.content),
        )
        note("files.received", procedure, by=by, file=file.pk, pages=clean.pages)
    return file


def _use_up(upload_pass: UploadPass) -> None:
    usable = UploadPass.objects.filter(pk=upload_pass.pk, left__gt=0)
    if not usable.update(left=F("left") - 1):
        raise PassEndedError
    upload_pass.refresh_from_db(fields=["left"])


@transaction.atomic
def delete_file(file: PaperFile, *, by: Actor) -> None:
    """Delete one file at once."""
    note("files.deleted", file.procedure, by=by, file=file.pk)
    file.delete()


@transaction.atomic
def forget_files(*, now: datetime) -> int:
    """Delete files whose step ended long enough ago, and passes that are over; say how many."""
    UploadPass.objects.filter(expires_at__lte=now).delete()
    ended = now - timedelta(days=settings.UPLOAD_DAYS)
    free = PaperFile.objects.exclude(is_restricted("client", "procedure__client"))
    past = free.filter(step__done_at__lte=ended)
    orphans = free.filter(step=None, sent_at__lte=ended)
    gone = [*past.select_related("procedure__office"), *orphans.select_related("procedure__office")]
    for file in gone:
        delete_file(file, by=PROGRAM)
    return len(gone)


def renew_keys() -> int:
    """Encrypt every file with the newest key, so that older keys can go; say how many."""
    count = 0
    for pk in PaperFile.objects.values_list("pk", flat=True):
        with transaction.atomic():
            file = PaperFile.objects.select_for_update().filter(pk=pk).first()
            if file is not None:
                file.content = renew(bytes(file.content))
                file.save(update_fields=["content"])
                count += 1
    return count
