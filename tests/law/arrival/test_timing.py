"""First days, last days and the deciding chain, against brute force over all chains."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.law.arrival.arrivals import TODAY, days, unhurried

from welcome_office.law.arrival.timing import Span, Task, critical_path, time_tasks


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Task, ...]:
    """Up to seven tasks; each may wait for any that were drawn before it."""
    tasks: list[Task] = []
    for index in range(draw(st.integers(0, 7))):
        names = [task.id for task in tasks]
        after = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
        tasks.append(
            Task(
                id=f"t{index}",
                takes=draw(st.integers(0, 5)),
                not_before=draw(st.none() | days),
                due=draw(st.none() | days),
                after=tuple(after),
            )
        )
    return tuple(draw(st.permutations(tasks)))


def chains(tasks: Sequence[Task]) -> Iterator[tuple[Task, ...]]:
    """Every chain of tasks in which each waits for the one before it."""

    def behind(chain: tuple[Task, ...]) -> Iterator[tuple[Task, ...]]:
        yield chain
        for task in tasks:
            if chain[-1].id in task.after:
                yield from behind((*chain, task))

    for task in tasks:
        yield from behind((task,))


def over(chain: Sequence[Task]) -> date:
    """When a chain is over that begins on its first task's day."""
    begin = max(chain[0].not_before or TODAY, TODAY)
    return begin + timedelta(days=sum(task.takes for task in chain))


@unhurried
@given(graphs())
def test_critical_chain_is_a_longest_of_all_chains(tasks: tuple[Task, ...]) -> None:
    known = {task.id: task for task in tasks}
    longest = max((over(chain) for chain in chains(tasks)), default=TODAY)

    path = [known[name] for name in critical_path(tasks, start=TODAY)]

    assert bool(path) == (longest > TODAY)
    assert not path or over(path) == longest
    assert all(one.id in other.after for one, other in pairwise(path))


@unhurried
@given(graphs())
def test_first_day_is_the_latest_end_of_all_chains_before(tasks: tuple[Task, ...]) -> None:
    spans = time_tasks(tasks)

    for task in tasks:
        before = [chain for chain in chains(tasks) if chain[-1] is task]
        ends = [
            chain[0].not_before + timedelta(days=sum(each.takes for each in chain[:-1]))
            for chain in before
            if chain[0].not_before
        ]
        everything_is_known = len(ends) == len(before)
        assert spans[task.id].earliest == (max(ends) if everything_is_known else None)


@unhurried
@given(graphs())
def test_last_day_is_the_first_by_which_some_chain_behind_needs_it(
    tasks: tuple[Task, ...],
) -> None:
    spans = time_tasks(tasks)

    for task in tasks:
        needed = [
            chain[-1].due - timedelta(days=sum(each.takes for each in chain[:-1]))
            for chain in chains(tasks)
            if chain[0] is task and chain[-1].due
        ]
        assert spans[task.id].latest == min(needed, default=None)


def test_task_that_others_need_names_the_one_that_needs_it() -> None:
    due = date(2026, 12, 31)
    tasks = (
        Task(id="letter", takes=14, not_before=TODAY),
        Task(id="claim", not_before=TODAY, due=due, after=("letter",)),
    )

    assert time_tasks(tasks) == {
        "letter": Span(TODAY, date(2026, 12, 17), "claim"),
        "claim": Span(TODAY + timedelta(days=14), due, "claim"),
    }
