"""The commands `welcome-office find-recognition` and `welcome-office import-esco`."""

import os
import re
import sys
from pathlib import Path

import click

from welcome_office.law.recognition.answering import answer_query
from welcome_office.law.recognition.contract import Refusal, read_query, write_answer
from welcome_office.law.recognition.law import load_law
from welcome_office.law.recognition.search.esco import EscoError, import_esco

CODE = re.compile(r"[a-z]{2,3}")


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


@click.command("import-esco")
@click.argument("language")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=lambda: Path(os.environ.get("WELCOME_OFFICE_VAR", "var")) / "labels",
    help="Where the finder looks for more names.  [default: labels in the folder for files]",
)
def import_esco_names(language: str, table: Path, *, folder: Path) -> None:
    """Let the finder know occupations by their ESCO names in a LANGUAGE ("es").

    TABLE is occupations_<language>.csv of the ESCO download (classification, CSV).
    """
    if not CODE.fullmatch(language):
        raise click.UsageError(f"{language!r} is no code of a language such as es or pl.")
    try:
        found = import_esco(
            table, load_law().occupations.values(), folder=folder, language=language
        )
    except (EscoError, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{len(found.labels)} names in {folder / language}.csv. {found.without_counterpart} ESCO"
        " occupations have no counterpart here. The web server reads them when it starts."
    )
