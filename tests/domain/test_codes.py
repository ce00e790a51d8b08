"""Codes that two sides share: read however they are typed, and kept so that nobody can type what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain import codes


@given(some.text(codes.ALPHABET, min_size=8, max_size=8))
def test_a_code_is_read_as_it_is_shown(code: str) -> None:
    assert codes.read(codes.shown(code)) == code
    assert codes.shown(code)[4] == "-"


@pytest.mark.parametrize(
    "typed", ["7KQW-2MXP", "7kqw2mxp", " 7KQW 2MXP ", "code:7KQW-2MXP", "Code: 7kqw – 2mxp", "7KQW--2MXP"]
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert codes.read(typed) == "7KQW2MXP"


@pytest.mark.parametrize(
    "typed", ["", "hello", "7KQW-2MX", "7KQW-2MXPP", "7KQW-2MX0", "7KQW-2MXI", "7KQW|2MXP", "７KQW2MXP"]
)
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert codes.read(typed) is None


def test_what_is_kept_is_no_code() -> None:
    kept = codes.digest("7KQW2MXP")

    assert len(kept) == 64
    assert codes.read(kept) is None
    assert kept != codes.digest("7KQW2MXQ")
