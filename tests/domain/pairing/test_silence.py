"""A silence is counted in days on which the cohort went on."""

from datetime import UTC, date, datetime

from bot.domain.pairing import silence
from bot.domain.run import Run
from bot.domain.schedule import Rest, Timetable, rested, steady

RUN = Run(schedule=steady(Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")), weeks=3)


def at(day: int, month: int = 1) -> datetime:
    return datetime(2027, month, day, 12, tzinfo=UTC)


def test_every_day_counts_while_nobody_rests() -> None:
    assert [silence.days(RUN, at(6), at(day)) for day in (6, 7, 20)] == [0, 1, 14]


def test_a_sign_that_is_still_to_come_is_no_silence() -> None:
    assert silence.days(RUN, at(20), at(6)) == 0


def test_a_week_of_rest_counts_for_nothing() -> None:
    resting = Run(schedule=rested(RUN.schedule, Rest(day=date(2027, 1, 11))), weeks=3)

    assert silence.days(resting, at(6), at(20)) == 7


def test_the_roadmap_is_over_after_its_last_week() -> None:
    assert [silence.over(RUN, at(day)) for day in (24, 25)] == [False, True]
