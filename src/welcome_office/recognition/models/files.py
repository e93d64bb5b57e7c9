"""Papers that people send, encrypted, and the pass that lets somebody send them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_noop as _

from welcome_office.cases.models import NextStep
from welcome_office.core.privacy import Keep, Purpose, nothing_personal, personal
from welcome_office.recognition.models.procedures import Paper, Procedure

FILE_KEPT = Keep(days=settings.UPLOAD_DAYS, after=_("the step that needed the paper"))
TO_READ = Purpose(_("so that the adviser can check your papers"), FILE_KEPT)


class PaperFile(models.Model):
    """One file of a paper: written anew by us, encrypted, without the name it came with."""

    class Kind(models.TextChoices):
        PDF = "pdf"
        JPEG = "jpeg"

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="files")
    paper = models.ForeignKey(Paper, on_delete=models.SET_NULL, related_name="files", null=True)
    # The step that needs it; when it is done, the days until deletion begin.
    step = models.ForeignKey(
        NextStep, on_delete=models.SET_NULL, related_name="recognition_files", null=True
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    pages = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sent_at = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar = personal(
        {"content": TO_READ, "paper": TO_READ},
        plain=["id", "procedure", "step", "kind", "pages", "sent_at"],
    )

    class Meta:
        ordering: ClassVar = ["sent_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="a_file_has_pages", condition=models.Q(pages__gte=1))
        ]

    @property
    def audit_subject(self) -> str:
        """How audit and access records name it."""
        return f"file:{self.pk}"

    @property
    def file_name(self) -> str:
        """What it is called when the adviser saves it: never what the sender called it."""
        ending = {"pdf": "pdf", "jpeg": "jpg"}[self.kind]
        return f"paper-{self.pk}.{ending}"


class UploadPass(models.Model):
    """Lets whoever holds the link send a few papers for a short while; we keep only its hash."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="upload_passes")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    left = models.PositiveSmallIntegerField()

    privacy: ClassVar = nothing_personal("id", "procedure", "token_hash", "expires_at", "left")
