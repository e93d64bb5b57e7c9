"""The worked cases notice nearly every small mistake in the law's files."""

import pytest
from tests.law.residence.mutations import survivors

ENOUGH = 0.95


@pytest.mark.long
def test_cases_notice_small_mistakes_in_the_law() -> None:
    kinds, unnoticed = survivors()

    told = [f"{mutant.file}:{mutant.line}: {mutant.told}" for mutant in unnoticed]
    assert len(unnoticed) <= (1 - ENOUGH) * kinds.total(), told
