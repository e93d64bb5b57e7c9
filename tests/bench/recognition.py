"""How often questions find their occupation, and how long a question and an answer take.

`python -m tests.bench.recognition`
"""

from datetime import date
from statistics import quantiles
from time import perf_counter

from tests.law.recognition.questions import HALVES, QUERIES, hits

from welcome_office.law.recognition.facts import Facts
from welcome_office.law.recognition.finding import find
from welcome_office.law.recognition.law import load_law
from welcome_office.law.recognition.search.labels import read_table
from welcome_office.law.recognition.search.occupations import LANGUAGES, find_by_text
from welcome_office.law.recognition.wording import answer_in

DAY = date(2026, 11, 21)
TOLD = Facts(trained_in="IN", citizenship="IN", lives_in="Bochum", works_in="Bochum")


def main() -> None:
    """Print a table of hits and a line of times."""
    print("language  half         asked  first  among three")
    for language in LANGUAGES:
        for half in HALVES:
            found = hits(language, half)
            shares = f"{found.first:5.1%}  {found.among_three:6.1%}"
            print(f"{language:8}  {half:11}  {found.asked:5}  {shares}")
    searches = [_timed_search(row["query"]) for row in read_table(QUERIES / "de.csv")]
    answers = [_timed_answer(occupation) for occupation in load_law().occupations]
    print(f"search, German:  {_spread(searches)}")
    print(f"answer, told:    {_spread(answers)}")


def _timed_search(query: str) -> float:
    begun = perf_counter()
    find_by_text(query, limit=6)
    return perf_counter() - begun


def _timed_answer(occupation: str) -> float:
    law, begun = load_law(), perf_counter()
    answer_in("de", find(law, occupation, TOLD, day=DAY), law)
    return perf_counter() - begun


def _spread(seconds: list[float]) -> str:
    cuts = quantiles(seconds, n=20)
    return f"median {cuts[9] * 1000:.1f} ms, 95 % within {cuts[18] * 1000:.1f} ms"


if __name__ == "__main__":
    main()
