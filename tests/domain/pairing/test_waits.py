"""The median wait is the true one: whoever still waits counts, and as waiting longer."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pairing import waits
from bot.domain.pairing.waits import LEAST, Wait

WAITS = st.builds(Wait, days=st.builds(timedelta, days=st.integers(0, 30)), served=st.booleans())


def served(*days: int) -> list[Wait]:
    return [Wait(days=timedelta(days=one), served=True) for one in days]


def waiting(*days: int) -> list[Wait]:
    return [Wait(days=timedelta(days=one), served=False) for one in days]


def test_of_people_who_were_all_served_it_is_the_usual_median() -> None:
    assert waits.median(served(9, 1, 3, 5, 2)) == timedelta(days=3)


def test_people_who_wait_still_make_it_longer() -> None:
    assert waits.median(served(1, 2, 3, 4)) == timedelta(days=2)
    assert waits.median([*served(1, 2, 3, 4), *waiting(9, 9)]) == timedelta(days=3)


def test_somebody_who_asked_today_says_nothing_of_long_waits() -> None:
    assert waits.median([*served(1, 2, 3, 4), *waiting(0, 0, 0)]) == timedelta(days=2)


def test_while_half_of_them_wait_it_cannot_be_told() -> None:
    assert waits.median([*served(1, 2), *waiting(5, 5, 5)]) is None


def test_of_a_few_people_nothing_is_told() -> None:
    assert waits.median(served(*range(LEAST - 1))) is None


@given(known=st.lists(WAITS, min_size=LEAST, max_size=12), longer=st.integers(30, 60))
def test_one_more_who_waits_for_long_never_makes_it_shorter(known: list[Wait], longer: int) -> None:
    before, after = waits.median(known), waits.median([*known, *waiting(longer)])

    assert after is None or (before is not None and before <= after)
