"""A cohort that can be heard nowhere: no week of it passes, whenever that begins and however long it lasts."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain import changing, run, waiting
from bot.domain.rhythm import Rhythm
from bot.domain.run import Run
from bot.domain.schedule import Timetable, steady
from tests.support.worlds import at

BERLIN = Run(schedule=steady(Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")), weeks=27)
TUESDAY = at("2027-01-12 12:00 Europe/Berlin")
BEGINNINGS = st.integers(-20 * 24, 170 * 24).map(lambda hours: timedelta(hours=hours))
LENGTHS = st.integers(0, 200 * 24).map(lambda hours: timedelta(hours=hours))
#: A week in which clocks are set back.
LONG_WEEK = timedelta(days=7, hours=1)


def waits(of: Run, since: timedelta) -> Run:
    return replace(of, schedule=waiting.begun(of, TUESDAY + since).schedule)


@given(since=BEGINNINGS, length=LENGTHS)
def test_no_week_passes_during_a_wait(since: timedelta, length: timedelta) -> None:
    back = TUESDAY + since + length
    assume(back < waiting.begun(BERLIN, TUESDAY + since).until)

    waited = waits(BERLIN, since)
    on = waiting.ended(waited, back)

    assert run.week_at(waited, back) == run.week_at(on, back) == run.week_at(BERLIN, TUESDAY + since)
    dues = [run.prompt(on, week).due for week in range(1, 28)]
    assert all(timedelta(days=6) < later - sooner for sooner, later in pairwise(dues))
    begun = max(back, run.prompt(BERLIN, 1).due)
    assert run.week_at(on, back) == 27 or min(due for due in dues if due > back) - begun <= LONG_WEEK


@given(length=LENGTHS)
def test_a_week_that_nobody_heard_comes_in_the_place_of_the_next_one(length: timedelta) -> None:
    on = waiting.ended(waits(BERLIN, timedelta()), TUESDAY + length)
    again = waiting.anew(on, 2)

    assert run.prompt(again, 1) == run.prompt(on, 1)
    assert run.prompt(again, 2).due == run.prompt(on, 3).due
    assert run.prompt(again, 3).due == run.prompt(on, 4).due


def test_it_comes_at_the_new_hours_where_those_were_to_hold_from_the_next_week() -> None:
    wanted = replace(BERLIN.schedule.latest, prompt=Rhythm(2, BERLIN.schedule.latest.prompt.at))
    schedule = changing.retimed(BERLIN, wanted, TUESDAY)
    assert schedule is not None

    again = waiting.anew(replace(BERLIN, schedule=schedule), 2)

    assert f"{run.prompt(again, 2).day:%a %d %b}" == "Wed 20 Jan"
    assert f"{run.prompt(again, 3).day:%a %d %b}" == "Wed 27 Jan"


def test_of_news_of_one_moment_the_good_ones_count_in_any_order() -> None:
    assert waiting.newer(TUESDAY, None, good=False)
    assert waiting.newer(TUESDAY, TUESDAY, good=True)
    assert not waiting.newer(TUESDAY, TUESDAY, good=False)
    assert not waiting.newer(TUESDAY, TUESDAY + timedelta(seconds=1), good=True)
