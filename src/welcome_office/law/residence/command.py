"""The command `welcome-office check-residence`."""

import json
import sys
from typing import Any

import click

from welcome_office.law.residence.answer import answer
from welcome_office.law.residence.assessment import Assessment, assess
from welcome_office.law.residence.law import ResidenceLaw, residence_law
from welcome_office.law.residence.request import RequestError, read_request


@click.command("check-residence")
@click.option("--calculate", "topic", metavar="TOPIC", help="Answer one calculation instead.")
@click.option("--pretty", is_flag=True, help="Indent the answer.")
def check_residence(*, topic: str | None, pretty: bool) -> None:
    """Which residence pathways are open: a JSON document in, a JSON document out.

    No answer is a legal decision.
    """
    try:
        document = _read(sys.stdin.buffer.read())
        law = residence_law()
        found = _check(document, law) if topic is None else _calculate(topic, document, law)
    except RequestError as error:
        # One line, whatever the document holds.
        click.echo(" ".join(str(error).split()), err=True)
        sys.exit(2)
    text = json.dumps(found, ensure_ascii=False, indent=2 if pretty else None)
    sys.stdout.buffer.write(text.encode() + b"\n")


def _read(raw: bytes) -> object:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise RequestError("request", f"is not JSON: {error}") from None


def _check(document: object, law: ResidenceLaw) -> dict[str, Any]:
    request = read_request(document, law)
    assessment = assess(
        law,
        request.facts,
        as_of=request.as_of,
        pathways=request.pathways,
        assume_defaults=request.assume_defaults,
    )
    _warn_of_drafts(assessment)
    return answer(assessment, law, language=request.language)


def _calculate(topic: str, document: object, law: ResidenceLaw) -> dict[str, Any]:
    # The check itself starts faster without them.
    from welcome_office.law.residence.calculations import calculate  # noqa: PLC0415

    return calculate(topic, document, law)


def _warn_of_drafts(assessment: Assessment) -> None:
    """The answer stays as agreed, so what is only a draft is said beside it."""
    if assessment.drafts:
        names = ", ".join(assessment.drafts)
        click.echo(f"warning: only drafts on {assessment.as_of}: {names}", err=True)
