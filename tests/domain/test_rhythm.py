"""What returns every week on the same weekday at the same wall-clock time."""

from datetime import date, time

import pytest

from bot.domain import rhythm
from bot.domain.rhythm import Rhythm

MONDAY_NINE = Rhythm(0, time(9))


def test_a_rhythm_says_itself_in_words() -> None:
    assert str(Rhythm(6, time(7, 5))) == "Sunday 07:05"


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        pytest.param(date(2027, 1, 4), date(2027, 1, 4), id="on the day itself"),
        pytest.param(date(2027, 1, 5), date(2027, 1, 11), id="the day after"),
        pytest.param(date(2027, 1, 3), date(2027, 1, 4), id="the day before"),
        pytest.param(date(2027, 12, 30), date(2028, 1, 3), id="across the year"),
    ],
)
def test_the_first_time_is_on_or_after_the_day(since: date, expected: date) -> None:
    assert rhythm.first(MONDAY_NINE, since) == expected
