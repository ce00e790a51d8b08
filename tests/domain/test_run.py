"""A cohort's run: which week it is, and when its rituals strike."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import calendar, run
from bot.domain.rhythm import Rhythm
from bot.domain.run import Run
from bot.domain.schedule import Rest, Timetable, changed, rested, steady
from tests.support.worlds import at

TABLE = Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")
BERLIN = Run(schedule=steady(TABLE), weeks=27)
SECOND = timedelta(seconds=1)
ZONES = st.sampled_from(calendar.zones())
RESTS = st.builds(Rest, day=st.dates(date(2025, 1, 1), date(2035, 1, 1)))
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 59)))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Any run whose check-in is on another weekday than its prompt."""
    weekday = draw(st.integers(0, 6))
    prompt = Rhythm(weekday, draw(HOURS))
    table = Timetable(
        starts=draw(st.dates(date(2025, 1, 1), date(2035, 1, 1))),
        zone=draw(ZONES),
        prompt=prompt,
        checkin=Rhythm((weekday + draw(st.integers(1, 6))) % 7, draw(HOURS)),
        closing=prompt,
    )
    return Run(schedule=rested(steady(table), *draw(st.lists(RESTS))), weeks=draw(st.integers(1, 60)))


def with_table(**changes: object) -> Run:
    """Berlin's run, but for these changes of its timetable."""
    return Run(schedule=steady(replace(TABLE, **cast(dict[str, Any], changes))), weeks=27)


def wall(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%a %d %b %H:%M}"


def test_the_first_week_begins_on_the_first_prompt_day_from_the_start() -> None:
    late = with_table(starts=date(2027, 1, 6))

    assert run.prompt(BERLIN, 1).day == date(2027, 1, 4)
    assert run.prompt(late, 1).day == date(2027, 1, 11)


def test_nine_stays_nine_when_the_clocks_change() -> None:
    around = [run.prompt(BERLIN, week).due for week in (12, 13)]

    assert around == [at("2027-03-22 08:00 UTC"), at("2027-03-29 07:00 UTC")]


def test_a_checkin_opens_after_its_prompt_also_on_the_same_day() -> None:
    afternoon = with_table(checkin=Rhythm(0, time(15)))
    morning = with_table(checkin=Rhythm(0, time(8)))

    assert run.checkin(BERLIN, 1).due == at("2027-01-08 15:00 Europe/Berlin")
    assert run.checkin(afternoon, 1).due == at("2027-01-04 15:00 Europe/Berlin")
    assert run.checkin(morning, 1).due == at("2027-01-11 08:00 Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        pytest.param("Europe/Berlin", "Sun 10 Jan 18:00", id="the evening before it closes"),
        pytest.param("Asia/Singapore", "Sun 10 Jan 18:00", id="their evening, not the cohort's"),
        pytest.param("America/Los_Angeles", "Sun 10 Jan 18:00", id="six hours before it closes"),
    ],
)
def test_a_reminder_comes_at_the_reader_s_own_evening(zone: str, expected: str) -> None:
    assert wall(run.reminder(BERLIN, 1, zone), zone) == expected


def test_a_reader_far_behind_is_reminded_an_evening_earlier_while_the_week_is_open() -> None:
    auckland = with_table(zone="Pacific/Auckland")

    reminded = run.reminder(auckland, 1, "Pacific/Honolulu")

    assert wall(reminded, "Pacific/Honolulu") == "Sat 09 Jan 18:00"


def test_nobody_is_reminded_of_a_checkin_that_has_not_opened() -> None:
    short = with_table(checkin=Rhythm(0, time(8)))

    assert run.reminder(short, 1, "Europe/Berlin") == run.checkin(short, 1).due


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-12-01 12:00 Europe/Berlin", 0, id="long before"),
        pytest.param("2027-01-04 08:59 Europe/Berlin", 0, id="a minute before"),
        pytest.param("2027-01-04 09:00 Europe/Berlin", 1, id="as it begins"),
        pytest.param("2027-01-11 08:59 Europe/Berlin", 1, id="the last minute of a week"),
        pytest.param("2027-07-12 08:59 Europe/Berlin", 27, id="the last minute of all"),
        pytest.param("2027-07-12 09:00 Europe/Berlin", 28, id="as it ends"),
        pytest.param("2031-01-01 00:00 Europe/Berlin", 28, id="long after"),
    ],
)
def test_every_moment_has_its_week(now: str, expected: int) -> None:
    assert run.week_at(BERLIN, at(now)) == expected


@settings(deadline=None)  # zones are read from files
@given(runs(), st.data())
def test_a_week_begins_with_its_prompt_and_not_a_second_sooner(of: Run, data: st.DataObject) -> None:
    week = data.draw(st.integers(1, of.weeks))
    due = run.prompt(of, week).due

    assert run.week_at(of, due) == week
    assert run.week_at(of, due - SECOND) == week - 1
    assert run.week_at(of, run.prompt(of, of.weeks + 1).due) == of.weeks + 1


@settings(deadline=None)  # zones are read from files
@given(runs(), st.integers(1, 60), ZONES)
def test_checkin_and_reminder_lie_between_two_prompts(of: Run, week: int, zone: str) -> None:
    opens, closes = run.prompt(of, week).due, run.prompt(of, week + 1).due

    assert opens < run.checkin(of, week).due <= run.reminder(of, week, zone) < run.closing(of, week).due <= closes
    assert run.closing(of, week).due < run.digest(of, week).due


def test_a_rest_moves_the_weeks_after_it_and_skips_none() -> None:
    rests = [Rest(day=date(2027, 1, 13)), Rest(day=date(2027, 1, 15)), Rest(day=date(2027, 1, 25))]
    resting = Run(schedule=rested(steady(TABLE), *rests), weeks=27)

    days = [run.prompt(resting, week).day for week in (1, 2, 3)]

    assert days == [date(2027, 1, 4), date(2027, 1, 18), date(2027, 2, 1)]
    assert run.week_at(resting, at("2027-01-13 12:00 Europe/Berlin")) == 1
    assert run.rest_at(resting, at("2027-01-13 12:00 Europe/Berlin")) == rests[0]
    assert run.rest_at(resting, at("2027-01-20 12:00 Europe/Berlin")) is None


def test_a_week_before_a_rest_takes_late_answers_until_the_next_check_in() -> None:
    resting = Run(schedule=rested(steady(TABLE), Rest(day=date(2027, 1, 11))), weeks=27)

    assert run.closing(resting, 1).due == at("2027-01-11 09:00 Europe/Berlin")
    assert run.lapse(resting, 1) == at("2027-01-22 15:00 Europe/Berlin")


def test_a_new_rhythm_holds_from_its_week_and_leaves_the_weeks_before_alone() -> None:
    later = replace(TABLE, since=3, starts=date(2027, 1, 18), prompt=Rhythm(2, time(10)), zone="Asia/Tokyo")
    moved = Run(schedule=changed(steady(TABLE), later), weeks=27)

    assert run.prompt(moved, 2) == run.prompt(BERLIN, 2)
    assert run.prompt(moved, 3).due == at("2027-01-20 10:00 Asia/Tokyo")
    assert run.prompt(moved, 4).due == at("2027-01-27 10:00 Asia/Tokyo")


def test_the_digest_comes_after_the_week_has_closed() -> None:
    assert run.digest(BERLIN, 1).due == at("2027-01-12 12:00 Europe/Berlin")
