"""Findings: three answers, and only an unknown one can miss facts."""

import pytest

from welcome_office.lawbook.findings import Answer, Finding, Truth


@pytest.mark.parametrize(
    ("truth", "answer"), [(True, Answer.YES), (False, Answer.NO), (None, Answer.UNKNOWN)]
)
def test_truth_has_a_word(truth: Truth, answer: Answer) -> None:
    assert Answer.of(truth) is answer


def test_a_decided_finding_misses_nothing() -> None:
    with pytest.raises(ValueError, match="NO_BOAT: only an unknown finding can miss facts, not no"):
        Finding(Answer.NO, "NO_BOAT", "§ 1 Toll Act", missing=("boat",))
