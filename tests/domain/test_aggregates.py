"""What is said of many is said of five or more, and of each of them once."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.aggregates import LEAST, aggregate

FIGURES = st.one_of(st.none(), st.integers(1, 5))


def test_five_people_have_an_average_and_four_have_none() -> None:
    assert aggregate([1, 2, 3, 4, 5]) == 3
    assert aggregate([1, 2, 3, 4]) is None


def test_who_gave_no_figure_does_not_count() -> None:
    assert aggregate([1, 2, 3, 4, None, None]) is None
    assert aggregate([2, 2, 2, 2, 2, None]) == 2


@given(st.lists(FIGURES))
def test_an_average_lies_between_its_figures_or_is_not_said(values: list[int | None]) -> None:
    given_ = [value for value in values if value is not None]

    average = aggregate(values)

    assert (average is None) == (len(given_) < LEAST)
    assert average is None or min(given_) <= average <= max(given_)
