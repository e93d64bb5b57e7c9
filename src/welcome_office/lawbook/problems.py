"""What is wrong with a folder of law: everything at once, with file, line and remedy."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Place:
    """A line of a law file."""

    file: str
    line: int


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that keeps a law folder from loading, and what to do about it."""

    place: Place
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}: {self.what} {self.remedy}"


class LawError(Exception):
    """A law folder that cannot be used; carries every problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass
class Problems:
    """Collects problems, so that an author sees all of them in one go."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Place, what: str, remedy: str) -> None:
        self.found.append(Problem(place, what, remedy))

    def stop_if_any(self) -> None:
        if self.found:
            raise LawError(tuple(sorted(set(self.found))))
