"""Keep what people say of their papers."""

from collections.abc import Mapping

from django.db import transaction

from welcome_office.core.audit import Actor, record
from welcome_office.visits.models import PaperAnswer, Visit


@transaction.atomic
def answer_papers(
    visit: Visit, answers: Mapping[str, PaperAnswer.Answer | None], *, by: Actor
) -> None:
    """Take over the answers, by the question's key; None takes an answer back."""
    Visit.objects.select_for_update().get(pk=visit.pk)
    taken_back = [paper for paper, answer in answers.items() if answer is None]
    PaperAnswer.objects.filter(visit=visit, paper__in=taken_back).delete()
    PaperAnswer.objects.bulk_create(
        [
            PaperAnswer(visit=visit, paper=paper, answer=answer)
            for paper, answer in answers.items()
            if answer is not None
        ],
        update_conflicts=True,
        unique_fields=["visit", "paper"],
        update_fields=["answer"],
    )
    record("visit.papers_answered", office=visit.office.slug, subject=visit.audit_subject, by=by)
