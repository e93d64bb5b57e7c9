"""Turns a chain of placed errands into an offer with people, resources and local times."""

from collections.abc import Iterable

from welcome_office.scheduling.answer import Offer, Step
from welcome_office.scheduling.crews import Choice, Post, Way
from welcome_office.scheduling.errands import Errand
from welcome_office.scheduling.masks import Layout

# An errand, the way it is served and at which post.
Placed = tuple[Errand, Way, Post]


def offer_of(
    layout: Layout,
    chain: Iterable[tuple[Placed, int]],
    *,
    place: int,
    wait: int,
    interpreter: str | None,
) -> Offer:
    """The offer that begins at a place of the layout; of several resources the first named.

    The chain says what happens so many minutes after the start.
    """
    grid = layout.grid
    number, slot = divmod(place, layout.stride)
    day, first = layout.days[number], (slot + layout.first) * grid
    steps = []
    for (errand, way, post), offset in chain:
        at = place + offset // grid
        steps.append(
            Step(
                errand.service.id,
                errand.people,
                first_free(post.crew, at),
                tuple([first_free(choice, at) for choice in post.things]) if post.things else (),
                interpreter if way.interpreted else None,
                day.moment(first + offset),
                day.moment(first + offset + errand.minutes),
            )
        )
    return Offer(steps[0].start, steps[-1].end, wait, tuple(steps))


def first_free(choice: Choice, place: int) -> str:
    """The first resource that is free at a place."""
    for name, starts in choice:
        if starts >> place & 1:
            return name
    raise AssertionError("a place in the union of masks is in one of them")
