"""Existing cases come in whole or not at all, and go again."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils.translation import override
from tests.recognition.cases import partner_called

from welcome_office.cli import main
from welcome_office.core.audit import PROGRAM
from welcome_office.law.recognition.law import load_law
from welcome_office.recognition.actions import (
    ChangedSinceError,
    CodeTakenError,
    set_paper,
    take_over,
    undo_import,
)
from welcome_office.recognition.import_files import Reading, read_cases
from welcome_office.recognition.models import Client, Paper, Procedure

TODAY = date(2026, 11, 22)
GOOD = """code;occupation;opened_on;trained_in;received_on;complete_on;notice_on;notice_result
A1;O074;02.03.2026;TR;2026-03-04;2026-03-10;;
A2;O001;2026-01-15;IN;2026-01-20;;2026-05-04;teilweise
"""
BAD = """\
code,occupation,opend_on,opened_on,trained_in,language,papers_requested_on,notice_on,self_employed
A1,O74,,2026-02-30,XX,deutsch,2026-03-01,2026-04-01,perhaps
A1,O001,,2027-01-01,IN,,,,
A-code-that-is-too-long,O001,,2026-01-01,IN,,,,
"""


def read(text: str) -> Reading:
    return read_cases(text.encode(), law=load_law("nrw"), land="nrw", today=TODAY)


def test_all_mistakes_are_told_at_once_with_line_and_remedy() -> None:
    told = [(each.line, each.column) for each in read(BAD).problems]

    assert told == [
        (1, "opend_on"), (2, "language"), (2, "occupation"), (2, "trained_in"),
        (2, "self_employed"), (2, "opened_on"), (2, "papers_requested_until"),
        (2, "notice_result"), (3, "code"), (3, "opened_on"), (4, "code"),
    ]  # fmt: skip
    with override("en"):
        first = str(read(BAD).problems[0])
    assert first == "line 1, opend_on: this column is not known. Did you mean “opened_on”?"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"code;name\nA1;x\n",
        "code;occupation;opened_on\nÄ;O1;x".encode("latin-1"),
        b"code;occupation;opened_on\n" + b"A" * 200_000,
    ],
)
def test_file_of_another_kind_is_refused_kindly(content: bytes) -> None:
    reading = read_cases(content, law=load_law("nrw"), land="nrw", today=TODAY)

    assert len(reading.problems) == 1
    assert reading.problems[0].remedy


@pytest.mark.django_db
def test_cases_are_taken_over_with_their_clock() -> None:
    batch = take_over(read(GOOD).cases, partner=partner_called("chamber"), by=PROGRAM)

    opened = Procedure.objects.filter(batch=batch).order_by("client__code")
    assert [(each.act, each.act_due) for each in opened] == [
        ("decide", date(2026, 6, 10)),
        ("choose_measure", None),
    ]


@pytest.mark.django_db
def test_undoing_leaves_nothing_of_the_file() -> None:
    batch = take_over(read(GOOD).cases, partner=partner_called("chamber"), by=PROGRAM)

    undo_import(batch, by=PROGRAM)

    assert (Client.objects.count(), Procedure.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_what_was_worked_on_since_is_not_undone() -> None:
    batch = take_over(read(GOOD).cases, partner=partner_called("chamber"), by=PROGRAM)
    procedure = Procedure.objects.get(client__code="A2")
    set_paper(procedure, "health/certificates", state=Paper.State.COMPLETE, by=PROGRAM)

    with pytest.raises(ChangedSinceError, match="A2"):
        undo_import(batch, by=PROGRAM)

    assert Procedure.objects.count() == 2


@pytest.mark.django_db
def test_codes_that_are_taken_stop_the_whole_file() -> None:
    chamber = partner_called("chamber")
    take_over(read(GOOD).cases, partner=chamber, by=PROGRAM)

    with pytest.raises(CodeTakenError, match="A1, A2"):
        take_over(read(GOOD).cases, partner=chamber, by=PROGRAM)


@pytest.mark.django_db
def test_command_tries_takes_over_and_undoes(tmp_path: Path) -> None:
    partner_called("chamber")
    file = tmp_path / "cases.csv"
    file.write_text(GOOD, encoding="utf-8")
    call = ["import-procedures", "musterstadt", "chamber"]

    tried = CliRunner().invoke(main, [*call, str(file), "--dry-run"])
    before = Procedure.objects.count()
    done = CliRunner().invoke(main, [*call, str(file)])
    during = Procedure.objects.count()
    number = done.output.split()[-1]
    CliRunner().invoke(main, [*call, "--undo", number])

    assert tried.output == "2 cases would be taken over.\n"
    assert (before, during, Procedure.objects.count()) == (0, 2, 0)
