"""An index over phrases in any language that tolerates typing errors."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

from welcome_office.law.recognition.search.folding import (
    fold,
    is_arabic,
    skeleton,
    without_fillers,
)
from welcome_office.law.recognition.search.resemblance import resemblance, trigrams

# How much a word of the phrase that nobody typed weighs against the match.
UNTYPED = 0.3
# Words compared in full for each typed word, by the number of shared trigrams.
COMPARED = 24
# What a word found only by its consonants (Arabic in Latin letters) is worth.
BY_CONSONANTS = 0.8
# How much a typed word counts that nothing resembles, against the rarest word of the index.
STRANGE = 0.6
# What the other phrases of a subject add to the best one.
HELP = 0.3
# A hyphen or a zero-width joint inside a compound, which people leave out.
JOINT = re.compile("[-\u200c]")
LEAST_WORD = 0.5
# Words this much less alike than the best one are not what was meant.
WORSE = 0.3
LEAST_SCORE = 0.3
# Words of a question that are read; who tells more has said it by then.
MOST_WORDS = 16


@dataclass(frozen=True)
class Phrase:
    """A name or a description of a subject; `weight` below 1 for what only hints at it."""

    subject: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class Hit:
    """A subject that may be meant; score 1 for a phrase typed exactly."""

    subject: str
    score: float


class Index:
    """Phrases by their words."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        spelled = [(phrase, words) for phrase in phrases for words in _spellings(phrase.text)]
        self.phrases = tuple(phrase for phrase, _ in spelled)
        self._words = tuple(words for _, words in spelled)
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for word in dict.fromkeys(words):
                self._holders[word].append(number)

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """How much a word tells: the fewer subjects it stands for, the more."""
        subjects = len({phrase.subject for phrase in self.phrases})
        return {
            word: log(1 + subjects / len({self.phrases[n].subject for n in numbers}))
            for word, numbers in self._holders.items()
        }

    @cached_property
    def _by_trigram(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._holders:
            for part in set(trigrams(word)):
                found[part].append(word)
        return found

    @cached_property
    def _by_skeleton(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in filter(is_arabic, self._holders):
            found[skeleton(word)].append(word)
        return found

    @cached_property
    def _rarest(self) -> float:
        return max(self._rarity.values(), default=1.0)

    def find(self, text: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """The subjects a text may mean, best first."""
        best: dict[str, float] = {}
        typed = tuple(dict.fromkeys(without_fillers(fold(text))))[:MOST_WORDS]
        for words in _readings(typed):
            for subject, score in self._scores(words).items():
                if score > best.get(subject, LEAST_SCORE):
                    best[subject] = score
        ranked = sorted(best.items(), key=lambda found: (-found[1], found[0]))
        return tuple(Hit(subject, round(min(score, 1.0), 3)) for subject, score in ranked[:limit])

    def _scores(self, words: tuple[str, ...]) -> Mapping[str, float]:
        """For each subject: how well its best phrase fits, helped by its other phrases."""
        typed = [(word, self._alike(word)) for word in words]
        wanted = sum(self._weight(alike) for _, alike in typed)
        by_phrase: dict[int, dict[str, float]] = defaultdict(dict)
        by_subject: dict[str, dict[str, float]] = defaultdict(dict)
        for word, alike in typed:
            weight = self._weight(alike)
            for other, likeness in alike.items():
                for number in self._holders[other]:
                    _raise(by_phrase[number], word, weight * likeness)
                    _raise(by_subject[self.phrases[number].subject], word, weight * likeness)
        best: dict[str, float] = {}
        for number, held in by_phrase.items():
            phrase, gained = self.phrases[number], sum(held.values())
            fit = phrase.weight * gained / (wanted + self._untyped(number, gained))
            _raise(best, phrase.subject, fit)
        return {
            subject: max(fit, (1 - HELP) * fit + HELP * sum(by_subject[subject].values()) / wanted)
            for subject, fit in best.items()
        }

    def _untyped(self, number: int, gained: float) -> float:
        """The weight of the words of a phrase beyond what has been typed of it."""
        total = sum(self._rarity[word] for word in set(self._words[number]))
        return UNTYPED * max(total - gained, 0.0)

    def _weight(self, alike: Mapping[str, float]) -> float:
        """How much a typed word counts: as much as the word it resembles most."""
        if not alike:
            return STRANGE * self._rarest
        return self._rarity[max(alike, key=lambda word: alike[word])]

    def _alike(self, word: str) -> dict[str, float]:
        """The words of the index that a typed word may stand for, with their likeness."""
        shared: dict[str, int] = defaultdict(int)
        for part in set(trigrams(word)):
            for other in self._by_trigram.get(part, ()):
                shared[other] += 1
        enough = len(word) // 3
        nearest = [other for other, count in shared.items() if count >= enough]
        nearest.sort(key=lambda other: (-shared[other], len(other)))
        alike = {other: resemblance(word, other) for other in nearest[:COMPARED]}
        least = max(LEAST_WORD, max(alike.values(), default=0.0) - WORSE)
        alike = {other: likeness for other, likeness in alike.items() if likeness >= least}
        if not is_arabic(word) and max(alike.values(), default=0.0) < BY_CONSONANTS:
            same = self._by_skeleton.get(skeleton(word), ())
            alike |= dict.fromkeys(same, BY_CONSONANTS)
        return alike


def _raise(table: dict[str, float], key: str, value: float) -> None:
    if value > table.get(key, 0.0):
        table[key] = value


def _spellings(text: str) -> Iterable[tuple[str, ...]]:
    """The words of a phrase; written in one as well where a joint may be left out."""
    words = without_fillers(fold(text))
    yield words
    if JOINT.search(text) and 1 < len(words) <= 3:
        yield ("".join(words),)


def _readings(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The words as typed, and as one word where a compound was typed in parts."""
    yield words
    if 1 < len(words) <= 4:
        yield ("".join(words),)
    if 2 < len(words) <= 4:
        for place, (one, other) in enumerate(pairwise(words)):
            yield (*words[:place], one + other, *words[place + 2 :])
