"""The command `welcome-office find-visits`."""

import sys

import click

from welcome_office.scheduling.document import read_problem, write_answer
from welcome_office.scheduling.model import InputError
from welcome_office.scheduling.visits import answer_problem


@click.command("find-visits")
@click.option("--pretty", is_flag=True, help="Indent the answer.")
def find_visits(*, pretty: bool) -> None:
    """Find times for one visit.

    Reads a JSON document from standard input and writes the offers, or the reasons why there are
    none, to standard output. Exit code 0: answered; 2: the document cannot be worked with.
    """
    try:
        answer = answer_problem(read_problem(sys.stdin.buffer.read()))
    except InputError as refusal:
        # One line, whatever the document holds.
        click.echo(" ".join(str(refusal).split()), err=True)
        sys.exit(2)
    sys.stdout.buffer.write(write_answer(answer, pretty=pretty) + b"\n")
