"""A cohort's run: which week it is, and when its rituals strike."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import calendar, run
from bot.domain.rhythm import Rhythm
from bot.domain.run import Run
from tests.support.worlds import at

BERLIN = Run(starts=date(2027, 1, 4), zone="Europe/Berlin", weeks=27)
SECOND = timedelta(seconds=1)
ZONES = st.sampled_from(calendar.zones())
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 59)))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Any run whose check-in is on another weekday than its prompt."""
    weekday = draw(st.integers(0, 6))
    return Run(
        starts=draw(st.dates(date(2025, 1, 1), date(2035, 1, 1))),
        zone=draw(ZONES),
        weeks=draw(st.integers(1, 60)),
        prompt=Rhythm(weekday, draw(HOURS)),
        checkin=Rhythm((weekday + draw(st.integers(1, 6))) % 7, draw(HOURS)),
    )


def wall(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%a %d %b %H:%M}"


def test_the_first_week_begins_on_the_first_prompt_day_from_the_start() -> None:
    late = replace(BERLIN, starts=date(2027, 1, 6))

    assert run.prompt(BERLIN, 1).day == date(2027, 1, 4)
    assert run.prompt(late, 1).day == date(2027, 1, 11)


def test_nine_stays_nine_when_the_clocks_change() -> None:
    around = [run.prompt(BERLIN, week).due for week in (12, 13)]

    assert around == [at("2027-03-22 08:00 UTC"), at("2027-03-29 07:00 UTC")]


def test_a_checkin_opens_after_its_prompt_also_on_the_same_day() -> None:
    afternoon = replace(BERLIN, checkin=Rhythm(0, time(15)))
    morning = replace(BERLIN, checkin=Rhythm(0, time(8)))

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
    auckland = replace(BERLIN, zone="Pacific/Auckland")

    reminded = run.reminder(auckland, 1, "Pacific/Honolulu")

    assert wall(reminded, "Pacific/Honolulu") == "Sat 09 Jan 18:00"


def test_nobody_is_reminded_of_a_checkin_that_has_not_opened() -> None:
    short = replace(BERLIN, checkin=Rhythm(0, time(8)))

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

    assert opens < run.checkin(of, week).due <= run.reminder(of, week, zone) < closes
