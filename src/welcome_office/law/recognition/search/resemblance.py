"""How alike two words are, for people who type in a hurry or write as they hear."""

from collections.abc import Iterator


def trigrams(word: str) -> Iterator[str]:
    """The overlapping parts of three letters, with marks for beginning and end."""
    padded = f"^{word}$"
    for start in range(max(len(padded) - 2, 1)):
        yield padded[start : start + 3]


def resemblance(one: str, other: str) -> float:
    """1 for equal words, less for each letter missing, added, changed or swapped; 0 if unlike."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter):
        return 0.72 + 0.23 * len(shorter) / len(longer)
    most = 1 if len(longer) <= 5 else 2 if len(longer) <= 9 else 3
    if len(longer) - len(shorter) <= most:
        distance = edits(one, other, most=most)
        if distance <= most:
            return 1.0 - 1.1 * distance / len(longer)
    if len(shorter) >= 5 and shorter in longer:
        return 0.45 + 0.35 * len(shorter) / len(longer)
    return 0.0


def edits(one: str, other: str, *, most: int) -> int:
    """Damerau-Levenshtein distance of neighbours (optimal string alignment), cut off above most."""
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            cost = previous[column - 1] + (letter != against)
            cost = min(cost, previous[column] + 1, current[column - 1] + 1)
            is_swap = (
                row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against
            )
            current.append(min(cost, before[column - 2] + 1) if is_swap else cost)
        if min(current) > most:
            return most + 1
        before, previous = previous, current
    return previous[-1]
