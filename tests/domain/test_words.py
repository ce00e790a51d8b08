"""Small words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words import counted, listed, shortened


@pytest.mark.parametrize(
    ("words", "expected"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_words_stand_in_a_row(words: tuple[str, ...], expected: str) -> None:
    assert listed(words) == expected


def test_the_last_word_may_be_an_alternative() -> None:
    assert listed(("a", "b", "c"), "or") == "a, b or c"


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 replies"), (1, "1 reply"), (2, "2 replies"), (21, "21 replies")]
)
def test_a_noun_agrees_with_its_number(number: int, expected: str) -> None:
    assert counted(number, "reply", "replies") == expected


def test_most_nouns_take_an_s() -> None:
    assert (counted(1, "week"), counted(3, "week")) == ("1 week", "3 weeks")


@pytest.mark.parametrize(
    ("longest", "expected"),
    [
        pytest.param(21, "one step, then…", id="a letter too long"),
        pytest.param(22, "one step, then another", id="just fits"),
        pytest.param(15, "one step, then…", id="ends with a word"),
        pytest.param(11, "one step…", id="no comma before the dots"),
    ],
)
def test_a_text_is_shortened_between_words(longest: int, expected: str) -> None:
    assert shortened("one step, then another", longest) == expected


def test_a_word_that_is_too_long_by_itself_is_cut() -> None:
    assert shortened("antidisestablishmentarianism", 8) == "antidis…"


@given(text=st.text(), longest=st.integers(1, 50))
def test_a_shortened_text_fits_and_begins_like_the_whole(text: str, longest: int) -> None:
    short = shortened(text, longest)

    assert len(short) <= longest
    assert short == text or text.startswith(short.removesuffix("…"))
