"""Codes that open what somebody keeps."""

from hypothesis import given
from hypothesis import strategies as st

from welcome_office.pathways.codes import ALPHABET, digest_of, new_code, read_code, show_code

codes = st.text(ALPHABET, min_size=16, max_size=16)


def test_a_new_code_can_be_read() -> None:
    code = new_code()

    assert read_code(code) == code


@given(code=codes)
def test_a_code_is_read_as_people_write_it(code: str) -> None:
    assert read_code(f" {show_code(code).lower()} ") == code


def test_what_cannot_be_a_code_is_none() -> None:
    assert read_code("ACDE-FHJK-MNPQ") is None


def test_the_digest_does_not_show_the_code() -> None:
    assert "ACDEFHJKMNPQRTUW" not in digest_of("ACDEFHJKMNPQRTUW")
