"""The command `welcome-office find-recognition`."""

import sys

import click

from welcome_office.law.recognition.answering import answer_query
from welcome_office.law.recognition.contract import Refusal, read_query, write_answer
from welcome_office.law.recognition.law import load_law


@click.command("find-recognition")
@click.option("--pretty", is_flag=True, help="Indent the answer.")
def find_recognition(*, pretty: bool) -> None:
    """Find the recognition procedure for an occupation, or the occupation for a text.

    Reads a JSON document from standard input and writes the answer to standard output.
    Exit code 0: answered; 2: the document cannot be worked with.
    """
    law = load_law()
    try:
        answer = answer_query(read_query(sys.stdin.buffer.read(), law), law)
    except Refusal as refusal:
        # One line, whatever the document holds.
        click.echo(" ".join(str(refusal).split()), err=True)
        sys.exit(2)
    sys.stdout.buffer.write(write_answer(answer, pretty=pretty) + b"\n")
