"""Take over existing cases from a file, whole or not at all, and undo it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Partner
from welcome_office.recognition.actions.clients import add_client
from welcome_office.recognition.actions.procedures import open_procedure
from welcome_office.recognition.import_files import ImportedCase
from welcome_office.recognition.models import Client, ImportBatch
from welcome_office.recognition.retention import forget_client

# What taking over itself writes into the audit trail.
OF_THE_IMPORT = ("client.added", "procedure.opened")


class CodeTakenError(Exception):
    """Some codes belong to people who are accompanied already; the text names them."""


class ChangedSinceError(Exception):
    """Some of the cases were worked on since; the text names their codes."""


def refuse_taken(cases: Sequence[ImportedCase], *, partner: Partner) -> None:
    """Raise CodeTakenError where somebody of the file is accompanied already."""
    codes = [case.code for case in cases]
    known = Client.objects.filter(partner=partner, code__in=codes)
    taken = sorted(known.values_list("code", flat=True))
    if taken:
        raise CodeTakenError(", ".join(taken))


@transaction.atomic
def take_over(cases: Sequence[ImportedCase], *, partner: Partner, by: Actor) -> ImportBatch:
    """Open a procedure for every case of the file."""
    refuse_taken(cases, partner=partner)
    batch = ImportBatch.objects.create(office=partner.office, partner=partner, cases=len(cases))
    for case in cases:
        client = add_client(
            partner.office,
            partner,
            name=case.name,
            language=case.language,
            code=case.code,
            batch=batch,
            by=by,
        )
        open_procedure(client, case.opening, by=by, batch=batch)
    _note("cases.taken_over", batch, by=by)
    return batch


@transaction.atomic
def undo_import(batch: ImportBatch, *, by: Actor) -> ImportBatch:
    """Take everything back that came with the file, unless somebody has worked on it since."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.undone_at is not None:
        return batch
    clients = list(Client.objects.filter(batch=batch).order_by("code"))
    changed = [client.code for client in clients if _was_worked_on(client)]
    if changed:
        raise ChangedSinceError(", ".join(changed))
    for client in clients:
        forget_client(client)
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    _note("cases.undone", batch, by=by)
    return batch


def _was_worked_on(client: Client) -> bool:
    """Whether anything was added or changed after the file was taken over."""
    subjects = [each.audit_subject for each in client.procedures.all()]
    subjects.append(f"client:{client.pk}")
    written = AuditRecord.objects.filter(subject__in=subjects)
    return written.exclude(action__in=OF_THE_IMPORT).exists()


def _note(action: str, batch: ImportBatch, *, by: Actor) -> None:
    subject = f"import:{batch.pk}"
    record(action, office=batch.office.slug, subject=subject, by=by, cases=batch.cases)
