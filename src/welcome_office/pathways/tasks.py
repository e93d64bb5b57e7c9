"""What the worker does for kept assessments and plans: mails, changes of law."""

from procrastinate.contrib.django import app

from welcome_office.cases.queries import restriction_of
from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.delivery import RefusedError
from welcome_office.core.mail import send_mail
from welcome_office.core.retries import UntilItWorks
from welcome_office.core.transactions import connection_of_a_job
from welcome_office.pathways.law_news import tell_plans
from welcome_office.pathways.models import KeptPlan
from welcome_office.pathways.plan_letters import Kind, plan_letter


@app.task(name="pathways.send_plan_letter", retry=UntilItWorks())
@connection_of_a_job()
def send_plan_letter(plan: str, kind: Kind) -> None:
    """Send one mail about a plan, unless it was deleted meanwhile.

    News of the law wait while the plan is restricted: its page shows them.
    """
    kept = KeptPlan.objects.select_related("office").filter(pk=plan).exclude(email="").first()
    if kept is None or (kind == "plan_changed" and restriction_of(kept.audit_subject)):
        return
    try:
        send_mail(plan_letter(kept, kind=kind))
    except RefusedError as error:
        record(
            "plan.unreachable",
            office=kept.office.slug,
            subject=kept.audit_subject,
            by=PROGRAM,
            problem=str(error),
        )


@app.periodic(cron="23 4 * * *")
@app.task(queueing_lock="renew_plans", pass_context=False)
@connection_of_a_job()
def renew_plans(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over the time
    """Tell kept plans of a change of law."""
    tell_plans()
