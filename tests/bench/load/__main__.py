"""The release of a month, then a burst (`make bench`; `make bench LOAD=--full` as in real life).

People, server and database share this machine's cores. A page counts from the first byte sent to
the last one received, by the person's clock. The brakes are those of a real office.
"""

import argparse
import os
import secrets
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.bench.load.crowd import Crowd, Outcome, send

REAL = {
    "WELCOME_OFFICE_DEMO": "1",
    "DJANGO_SETTINGS_MODULE": "welcome_office.config.settings",
    "FAIR_USE_PER_ADDRESS": "30",
    "FAIR_USE_OVERALL": "1000",
    "MOST_OPEN_VISITS": "4",
    "MESSAGES_PER_HOUR": "5",
}
WANTED_P95 = 500


def crowds(options: argparse.Namespace) -> list[Crowd]:
    """The release and the burst, as large as asked for."""
    share = 1.0 if options.full else options.share
    people = round(2000 * share)
    release = Crowd(
        title="release of a month",
        people=people,
        seconds=600 if options.full else options.seconds,
        wanting=round(people / 10),
        think_seconds=options.think,
    )
    burst_people = round(500 * share)
    burst = Crowd(
        title="burst",
        people=burst_people,
        seconds=30 if options.full else options.seconds / 4,
        wanting=round(burst_people / 10),
        think_seconds=options.think,
    )
    return [release, burst]


def show(crowd: Crowd, outcome: Outcome) -> None:
    """Print the table of one crowd."""
    print(
        f"\n{crowd.title}: {crowd.people} people within {crowd.seconds:.0f} s, {crowd.wanting} want"
        f" a visit; {outcome.requests} pages in {outcome.seconds:.0f} s,"
        f" {outcome.requests / outcome.seconds:.1f}/s; {len(outcome.booked)} booked,"
        f" {outcome.turned_away} found every time taken; load average {os.getloadavg()[0]:.1f}"
    )
    print(f"{'':<20} {'count':>7} {'p50':>8} {'p95':>8} {'p99':>8}  ms")
    everything = [each for times in outcome.pages.values() for each in times]
    for name, times in [*outcome.pages.items(), ("all pages", everything)]:
        p50, p95, p99 = (sorted(times)[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
        slow = f"  p95 above {WANTED_P95} ms" if p95 > WANTED_P95 else ""
        print(f"{name:<20} {len(times):>7} {p50:>8.0f} {p95:>8.0f} {p99:>8.0f}{slow}")
    for problem in outcome.problems[:20]:
        print(f"  {problem}")
    print(f"{len(outcome.problems)} errors", flush=True)


def run(options: argparse.Namespace) -> int:
    """Send the crowds, one after the other; how many things went wrong."""
    from tests.bench.load.ledger import disagreements  # noqa: PLC0415 - needs Django
    from tests.bench.web.house import fill, web  # noqa: PLC0415 - as above

    from welcome_office.visits.codes import current_code  # noqa: PLC0415 - as above
    from welcome_office.visits.models import Visit  # noqa: PLC0415 - as above

    fill(desks=options.desks)
    booked: list[str] = []
    wrong = 0
    # One reads everybody's mail: hundreds of connections would be another test.
    with ThreadPoolExecutor(1) as postman, web(processes=2, threads=options.threads) as (port, _):
        for seed, crowd in enumerate(crowds(options), start=options.seed):
            outcome = send(
                crowd,
                port=port,
                code_of=lambda email: postman.submit(
                    lambda: current_code(Visit.objects.filter(email=email).latest("pk"))
                ).result(),
                seed=seed,
            )
            show(crowd, outcome)
            booked += outcome.booked
            wrong += len(outcome.problems)
    found = disagreements(booked)
    for what, number in found.items():
        print(f"{what}: {number}")
    return wrong + sum(found.values())


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """What to run; without options something that takes about a minute."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--full", action="store_true", help="2,000 people in 10 minutes, then 500")
    parser.add_argument("--share", type=float, default=0.08, help="of these people")
    parser.add_argument("--seconds", type=float, default=40, help="in which they come")
    parser.add_argument("--think", type=float, default=2, help="seconds on a page, on average")
    parser.add_argument("--desks", type=int, default=2, help="times Bochum's desks")
    parser.add_argument("--threads", type=int, default=2, help="of each of two web processes")
    parser.add_argument("--seed", type=int, default=1, help="another number: another crowd")
    return parser.parse_args(arguments)


def main() -> None:
    """Run both crowds against a house of their own."""
    options = read_options(sys.argv[1:])
    os.environ.update(REAL)
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    from tests.bench.web.house import database  # noqa: PLC0415 - reads the environment

    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before")
    with database() as (url, _):
        os.environ["DATABASE_URL"] = url
        import django  # noqa: PLC0415 - the address must be known first

        django.setup()
        wrong = run(options)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
