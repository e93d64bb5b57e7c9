"""A kept plan: opened by its code, told of a change of law, forgotten after a year."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import TOWN, make_office, service
from tests.law.arrival.arrivals import TODAY, engineer

from welcome_office.cases.models import Restriction
from welcome_office.cases.restricting import Asked, restrict
from welcome_office.config.commands.plans import tell_plans_of_law
from welcome_office.core.audit import VISITOR
from welcome_office.core.models import AuditRecord
from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.planning import make_plan
from welcome_office.law.errands import Fee
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.actions.plans import (
    apply_law,
    change_plan,
    close_errands,
    connect_visit,
    delete_plan,
    forget_plans,
    keep_plan,
    note_news_read,
    note_opening,
)
from welcome_office.pathways.arrival.keeping import (
    answers_of,
    law_version,
    news_of,
    plan_behind,
    plan_of,
    plan_token,
)
from welcome_office.pathways.arrival.office import office_rules
from welcome_office.pathways.codes import show_code
from welcome_office.pathways.law_news import changes_ahead, tell_plans
from welcome_office.pathways.models import KeptPlan, PlannedVisit
from welcome_office.pathways.plan_queries import plan_with_code, plans_of_older_law
from welcome_office.pathways.tasks import send_plan_letter

pytestmark = pytest.mark.django_db


def title_for(euros: int) -> OfficeFile:
    """The invented town, which takes this much for a title."""
    fee = Fee(minimum=Decimal(euros), maximum=Decimal(euros))
    title = service("Title", partner="city", minutes=25, errand="residence_title", fee=fee)
    return replace(TOWN, services=(*TOWN.services, title))


def kept_plan(office: Office, told: Answers | None = None, **options: Any) -> tuple[KeptPlan, str]:
    told = told or engineer()
    rules = office_rules(definition_of(office), told)
    plan = make_plan(told, as_of=TODAY, rules=rules)
    return keep_plan(office, plan, language="en", by=VISITOR, **options)


def test_code_opens_the_plan_however_it_is_typed() -> None:
    office = make_office()
    kept, code = kept_plan(office)

    assert plan_with_code(f" {show_code(code).lower()} ", office=office) == kept
    assert plan_with_code("not a code", office=office) is None
    assert code not in str(KeptPlan.objects.values().get())
    assert answers_of(kept) == engineer()


def test_link_of_a_mail_opens_the_plan_and_nothing_that_was_made_up() -> None:
    kept, _ = kept_plan(make_office())

    assert plan_behind(plan_token(kept)) == kept
    assert plan_behind(plan_token(kept)[:-1]) is None


def test_changed_answers_are_kept() -> None:
    kept, _ = kept_plan(make_office())
    alone = engineer(people=("adult",), married=False)

    change_plan(kept, make_plan(alone, as_of=TODAY, done=["bank_account"]), by=VISITOR)

    kept.refresh_from_db()
    assert (answers_of(kept), kept.done) == (alone, ["bank_account"])


def test_what_a_visit_closes_is_done_once() -> None:
    kept, _ = kept_plan(make_office())
    connect_visit(kept, visit=7, errands=["residence_title", "school"], by=VISITOR)
    connect_visit(kept, visit=7, errands=["residence_title"], by=VISITOR)

    for _twice in range(2):
        close_errands(kept, errands=PlannedVisit.objects.get().errands, by=VISITOR)

    plan = plan_of(kept, answers=answers_of(kept), as_of=TODAY)
    assert [step.id for step in plan.done] == ["residence_title"]
    assert AuditRecord.objects.filter(action="plan.closed").count() == 1


def test_change_of_law_is_told_once() -> None:
    office = make_office(title_for(100))
    kept, _ = kept_plan(office, engineer(people=("adult",)))
    assert not apply_law(kept)
    make_office(title_for(120))

    (change,) = apply_law(KeptPlan.objects.get())

    kept.refresh_from_db()
    assert (change.errand, change.what) == ("residence_title", "fee")
    assert news_of(kept) == (change,)
    assert not apply_law(kept)
    note_news_read(kept, by=VISITOR)
    assert news_of(KeptPlan.objects.get()) == ()


def test_change_that_does_not_concern_a_plan_is_not_told() -> None:
    office = make_office(title_for(100))
    kept, _ = kept_plan(office, engineer(citizenship="eu", title=None, title_until=None))
    office = make_office(title_for(120))
    assert list(plans_of_older_law(office, version=law_version(office))) == [kept]

    assert not apply_law(kept)

    assert KeptPlan.objects.get().news is None
    assert not plans_of_older_law(office, version=law_version(office))


def test_plan_is_forgotten_a_year_after_it_was_last_opened() -> None:
    kept, _ = kept_plan(make_office())
    opened = TODAY + timedelta(days=100)
    note_opening(kept, today=opened)

    assert forget_plans(today=opened + timedelta(days=365)) == 0
    assert forget_plans(today=opened + timedelta(days=366)) == 1
    assert not KeptPlan.objects.exists()


def test_deleted_plan_leaves_only_that_it_was_deleted() -> None:
    kept, _ = kept_plan(make_office(), email="amal@example.org")

    delete_plan(kept, by=VISITOR)

    assert not KeptPlan.objects.exists()
    assert "amal" not in str(list(AuditRecord.objects.values()))


def test_whoever_left_an_address_gets_one_message_about_a_change_of_law() -> None:
    office = make_office(title_for(100))
    told = engineer(people=("adult",))
    with_mail, _ = kept_plan(office, told, email="amal@example.org")
    without_mail, _ = kept_plan(office, told)
    make_office(title_for(120))

    ahead = changes_ahead()
    news = [*tell_plans(), *tell_plans()]

    assert {each.plan for each in news} == {with_mail, without_mail}
    assert [each.changes for each in news] == [each.changes for each in ahead]
    jobs = ProcrastinateJob.objects.filter(task_name="pathways.send_plan_letter")
    assert [job.args for job in jobs] == [{"plan": str(with_mail.pk), "kind": "plan_changed"}]


def test_message_about_a_change_of_law_says_what_is_different() -> None:
    office = make_office(title_for(100))
    kept, _ = kept_plan(office, engineer(people=("adult",)), email="amal@example.org")
    make_office(title_for(120))
    tell_plans()

    send_plan_letter(str(kept.pk), "plan_changed")

    (letter,) = mail.outbox
    assert "Apply for your residence title: costs 120\N{NO-BREAK SPACE}€ now" in str(letter.body)
    assert letter.to == ["amal@example.org"]


def test_command_tells_what_it_would_do() -> None:
    office = make_office(title_for(100))
    kept_plan(office, engineer(people=("adult",)))
    make_office(title_for(120))

    said = CliRunner().invoke(tell_plans_of_law, ["--dry-run"]).output

    assert "costs 120" in said
    assert "1 kept plans would be told." in said
    assert KeptPlan.objects.get().news is None


def test_news_of_the_law_wait_while_a_plan_is_restricted() -> None:
    kept, _ = kept_plan(make_office(), email="amal@example.org")
    restrict(
        kept.office,
        Asked(
            subjects=[kept.audit_subject],
            ground=Restriction.Ground.DISPUTED,
            reason="It is of somebody else.",
            review_on=TODAY,
            email="",
            language="en",
        ),
        by=VISITOR,
    )

    send_plan_letter(str(kept.pk), "plan_changed")
    send_plan_letter(str(kept.pk), "plan_kept")

    assert [letter.subject for letter in mail.outbox] == [
        "Demonstration: Your plan for the first weeks"
    ]
