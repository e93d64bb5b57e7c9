"""What was recorded stays as it was, and whoever changes it is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.retention.lives import let_records_age

from welcome_office.cli import main
from welcome_office.core.audit import PROGRAM, record, record_look
from welcome_office.core.audit_chain import seal_records, verify_chain
from welcome_office.core.models import AUDIT_KEPT, AccessRecord, AuditLink, AuditRecord

pytestmark = pytest.mark.django_db


def act(subject: str = "visit:1") -> int:
    record("visit.moved", office="town", subject=subject, by=PROGRAM, to="9:00")
    return AuditRecord.objects.latest("pk").pk


def look() -> None:
    record_look(office="town", subject="visit:1", by=PROGRAM, partner="", purpose="the day")


def chain_of(acts: int) -> list[int]:
    made = [act() for _ in range(acts)]
    look()
    seal_records()
    return made


def past_the_trigger(table: str, statement: str, *values: int) -> None:
    """What only somebody with the owner's rights can do."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def forget(**before: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_forget_records(%s)", [timezone.now() - timedelta(**before)])
        return int(cursor.fetchone()[0])


def test_untouched_records_are_unbroken() -> None:
    chain_of(3)
    act()

    verdict = verify_chain()

    assert (verdict.sealed, verdict.waiting, verdict.broken) == (4, 1, "")
    assert seal_records() == 1
    assert verify_chain(expected=verdict.head).broken == ""


@pytest.mark.parametrize("model", [AuditRecord, AccessRecord, AuditLink])
def test_nobody_changes_or_deletes_a_record(
    model: type[AuditRecord | AccessRecord | AuditLink],
) -> None:
    chain_of(1)
    key = "position" if model is AuditLink else "id"
    attempts: list[Callable[[], object]] = [
        lambda: model.objects.update(**{key: 7}),
        lambda: model.objects.all().delete(),
    ]

    for attempt in attempts:
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
            attempt()

    assert model.objects.exists()


def test_a_changed_record_is_named() -> None:
    made = chain_of(3)
    changed = "UPDATE core_auditrecord SET actor = 'user:9' WHERE id = %s"
    past_the_trigger("core_auditrecord", changed, made[1])

    assert f"act {made[1]} (link 2) is not as it was" in verify_chain().broken


def test_a_removed_record_is_named() -> None:
    made = chain_of(3)
    past_the_trigger("core_auditrecord", "DELETE FROM core_auditrecord WHERE id = %s", made[0])

    assert verify_chain().broken == f"act {made[0]} (link 1) was removed."


def test_a_removed_link_is_noticed() -> None:
    chain_of(3)
    past_the_trigger("core_auditlink", "DELETE FROM core_auditlink WHERE position = 2")

    assert "links are missing" in verify_chain().broken


def test_an_end_that_was_cut_off_is_noticed_by_who_noted_the_head() -> None:
    chain_of(2)
    head = verify_chain().head
    past_the_trigger("core_auditlink", "DELETE FROM core_auditlink WHERE position = 3")
    past_the_trigger("core_accessrecord", "DELETE FROM core_accessrecord")

    assert verify_chain().broken == ""
    assert "removed at the end" in verify_chain(expected=head).broken


def test_a_chain_that_was_written_anew_is_noticed_by_who_noted_the_head() -> None:
    made = chain_of(2)
    head = verify_chain().head
    past_the_trigger("core_auditrecord", "DELETE FROM core_auditrecord WHERE id = %s", made[0])
    past_the_trigger("core_auditlink", "DELETE FROM core_auditlink")
    act()
    seal_records()

    assert verify_chain().broken == ""
    assert "another one than noted" in verify_chain(expected=head).broken


def test_old_records_go_and_the_rest_can_still_be_checked() -> None:
    chain_of(3)
    let_records_age(years=4)
    chain_of(2)
    kept = AUDIT_KEPT.days

    assert forget(days=kept) == 4
    assert (AuditRecord.objects.count(), AuditLink.objects.count()) == (2, 4)
    assert verify_chain().broken == ""


def test_no_record_goes_before_its_time_whoever_asks() -> None:
    chain_of(2)
    let_records_age(years=2)

    assert forget(days=0) == 0
    assert AuditRecord.objects.count() == 2


def test_a_record_that_was_put_in_later_is_noticed() -> None:
    chain_of(1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_auditrecord (at, office, actor, action, subject, detail)"
            " VALUES (now() - interval '2 days', '', 'user:1', 'x', 'visit:1', '{}')"
        )

    assert "never sealed" in verify_chain().broken


@pytest.mark.django_db(transaction=True)
def test_two_workers_seal_each_record_once() -> None:
    for _ in range(20):
        act()

    def seal(_: int) -> int:
        try:
            return seal_records()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        sealed = sum(both.map(seal, range(4)))

    assert (sealed, AuditLink.objects.count(), verify_chain().broken) == (20, 20, "")


def test_command_tells_the_head_and_the_first_broken_record() -> None:
    made = chain_of(2)
    well = CliRunner().invoke(main, ["verify-audit"])
    head = well.output.split()[-1]
    noted = CliRunner().invoke(main, ["verify-audit", "--expect", head])
    another = CliRunner().invoke(main, ["verify-audit", "--expect", f"{head}0"])
    past_the_trigger("core_auditrecord", "UPDATE core_auditrecord SET office = 'x'")
    broken = CliRunner().invoke(main, ["verify-audit"])

    assert "Unbroken: 3 links; 0 records wait" in well.output
    codes = [said.exit_code for said in (well, noted, another, broken)]
    assert codes == [0, 0, 1, 1]
    assert f"act {made[0]}" in broken.output
