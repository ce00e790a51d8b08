"""A schedule that changes: what struck stays, no week is skipped, and none comes twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import calendar, changing, moving, run, slots
from bot.domain.rhythm import Rhythm
from bot.domain.run import Run
from bot.domain.schedule import Rest, RestKind, Schedule, Timetable, rested, steady
from tests.support.worlds import at

TABLE = Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")
BERLIN = Run(schedule=steady(TABLE), weeks=27)
TUESDAY = at("2027-01-12 12:00 Europe/Berlin")
RHYTHMS = st.builds(Rhythm, st.integers(0, 6), st.builds(time, st.integers(0, 23), st.sampled_from((0, 30))))
ZONES = st.sampled_from(calendar.zones())
RITUALS = (run.prompt, run.checkin, run.closing, run.digest)

Change: TypeAlias = Callable[[Run, datetime], Schedule | None]


def wednesdays(**changes: object) -> Timetable:
    return replace(TABLE, prompt=Rhythm(2, time(10)), closing=Rhythm(2, time(10)), **changes)  # type: ignore[arg-type]


def after(of: Run, schedule: Schedule | None) -> Run:
    assert schedule is not None
    return replace(of, schedule=schedule)


def days(of: Run, weeks: range) -> list[str]:
    return [f"{run.prompt(of, week).day:%a %d %b}" for week in weeks]


def test_a_new_rhythm_holds_from_the_next_week() -> None:
    moved = after(BERLIN, changing.retimed(BERLIN, wednesdays(), TUESDAY))

    assert days(moved, range(1, 5)) == ["Mon 04 Jan", "Mon 11 Jan", "Wed 20 Jan", "Wed 27 Jan"]


@pytest.mark.parametrize(
    ("weekday", "expected"),
    [
        pytest.param(1, "Tue 19 Jan", id="a day later"),
        pytest.param(3, "Thu 21 Jan", id="three days later"),
        pytest.param(6, "Sun 17 Jan", id="a day sooner"),
        pytest.param(5, "Sat 16 Jan", id="two days sooner"),
        pytest.param(4, "Fri 22 Jan", id="four days later, because the check-in of the week is on that Friday"),
    ],
)
def test_the_next_week_begins_as_near_as_can_be(weekday: int, expected: str) -> None:
    wanted = replace(TABLE, prompt=Rhythm(weekday, time(9)))

    assert days(after(BERLIN, changing.retimed(BERLIN, wanted, TUESDAY)), range(3, 4)) == [expected]


def test_the_running_week_takes_over_new_hours_while_its_check_in_is_ahead() -> None:
    wanted = replace(TABLE, checkin=Rhythm(3, time(18)))

    before = after(BERLIN, changing.retimed(BERLIN, wanted, TUESDAY))
    opened = after(BERLIN, changing.retimed(BERLIN, wanted, at("2027-01-15 15:00 Europe/Berlin")))

    assert run.checkin(before, 2).due == at("2027-01-14 18:00 Europe/Berlin")
    assert run.checkin(opened, 2) == run.checkin(BERLIN, 2)
    assert run.checkin(opened, 3).due == at("2027-01-21 18:00 Europe/Berlin")


def test_hours_that_have_passed_hold_from_the_next_week() -> None:
    wanted = replace(TABLE, checkin=Rhythm(1, time(9)))

    moved = after(BERLIN, changing.retimed(BERLIN, wanted, TUESDAY))

    assert run.checkin(moved, 2) == run.checkin(BERLIN, 2)
    assert run.checkin(moved, 3).due == at("2027-01-19 09:00 Europe/Berlin")


def test_changing_back_puts_everything_back() -> None:
    moved = after(BERLIN, changing.retimed(BERLIN, wednesdays(), TUESDAY))
    back = after(moved, changing.retimed(moved, TABLE, TUESDAY))

    assert moving.moves(BERLIN, back, TUESDAY) == ()


def test_a_cohort_that_has_not_begun_begins_on_its_new_day() -> None:
    now = at("2027-01-01 12:00 Europe/Berlin")

    later = after(BERLIN, changing.restarted(BERLIN, date(2027, 2, 3), now))
    wednesday = after(BERLIN, changing.retimed(BERLIN, wednesdays(), now))

    assert days(later, range(1, 3)) == ["Mon 08 Feb", "Mon 15 Feb"]
    assert days(wednesday, range(1, 2)) == ["Wed 06 Jan"]
    assert changing.restarted(BERLIN, date(2027, 2, 1), TUESDAY) is None


def test_an_hour_that_has_passed_on_the_first_day_waits_a_week() -> None:
    now = at("2027-01-04 08:00 Europe/Berlin")
    wanted = replace(TABLE, prompt=Rhythm(0, time(7)))

    assert days(after(BERLIN, changing.retimed(BERLIN, wanted, now)), range(1, 2)) == ["Mon 11 Jan"]


def test_a_holiday_rests_every_week_that_holds_one_of_its_days() -> None:
    since, until = date(2027, 1, 21), date(2027, 1, 25)

    resting = after(BERLIN, changing.resting(BERLIN, since, until, RestKind.HOLIDAY, "Snow", TUESDAY))

    assert days(resting, range(2, 5)) == ["Mon 11 Jan", "Mon 01 Feb", "Mon 08 Feb"]
    assert [slot.rest.name for slot in slots.ahead(resting, TUESDAY) if slot.rest] == ["Snow", "Snow"]


def test_the_week_that_runs_rests_no_more() -> None:
    day = date(2027, 1, 14)

    assert changing.resting(BERLIN, day, day, RestKind.BUFFER, "", TUESDAY) == BERLIN.schedule


def test_a_rest_taken_back_puts_everything_back_but_one_that_has_begun_stays() -> None:
    day = date(2027, 1, 18)
    resting = after(BERLIN, changing.resting(BERLIN, day, day, RestKind.BUFFER, "", TUESDAY))

    assert changing.unrested(resting, day, TUESDAY) == BERLIN.schedule
    assert changing.unrested(resting, day, at("2027-01-18 09:00 Europe/Berlin")) == resting.schedule


def test_a_pause_ends_by_itself_and_keeps_the_holidays_in_it() -> None:
    day = date(2027, 1, 25)
    holiday = after(BERLIN, changing.resting(BERLIN, day, day, RestKind.HOLIDAY, "Snow", TUESDAY))

    paused = after(holiday, changing.paused(holiday, date(2027, 2, 8), TUESDAY))
    back = after(paused, changing.resumed(paused, at("2027-01-19 12:00 Europe/Berlin")))

    assert days(paused, range(2, 5)) == ["Mon 11 Jan", "Mon 08 Feb", "Mon 15 Feb"]
    assert paused.schedule.pauses == ((date(2027, 1, 12), date(2027, 2, 7)),)
    assert days(back, range(2, 5)) == ["Mon 11 Jan", "Mon 01 Feb", "Mon 08 Feb"]
    assert back.schedule.pauses == ((date(2027, 1, 12), date(2027, 1, 18)),)


def test_a_second_pause_takes_the_place_of_the_first() -> None:
    long = after(BERLIN, changing.paused(BERLIN, date(2027, 3, 1), TUESDAY))
    short = after(long, changing.paused(long, date(2027, 1, 25), TUESDAY))

    assert days(short, range(3, 4)) == ["Mon 25 Jan"]


def test_a_zone_changes_with_the_next_week_and_keeps_the_hour() -> None:
    wanted = replace(TABLE, zone="Asia/Tokyo")

    moved = after(BERLIN, changing.retimed(BERLIN, wanted, TUESDAY))

    assert run.checkin(moved, 2).due == at("2027-01-15 15:00 Europe/Berlin")
    assert run.prompt(moved, 3).due == at("2027-01-18 09:00 Asia/Tokyo")


def retime(data: st.DataObject, of: Run) -> Change:
    hours = data.draw(st.tuples(RHYTHMS, RHYTHMS, RHYTHMS, RHYTHMS).filter(lambda four: four[0] != four[1]))
    zone = data.draw(st.one_of(st.just(of.schedule.latest.zone), ZONES))
    prompt, checkin, closing, digest = hours
    wanted = Timetable(starts=date.min, zone=zone, prompt=prompt, checkin=checkin, closing=closing, digest=digest)
    return lambda of, now: changing.retimed(of, wanted, now)


def rest(data: st.DataObject, of: Run) -> Change:
    since = of.schedule.timetables[0].starts + timedelta(days=data.draw(st.integers(0, 200)))
    until = since + timedelta(days=data.draw(st.integers(0, 20)))
    return lambda of, now: changing.resting(of, since, until, RestKind.HOLIDAY, "", now)


def unrest(data: st.DataObject, of: Run) -> Change:
    day = data.draw(st.sampled_from([one.day for one in of.schedule.rests] or [date(2027, 1, 4)]))
    return lambda of, now: changing.unrested(of, day, now)


def pause(data: st.DataObject, of: Run) -> Change:
    length = timedelta(days=data.draw(st.integers(1, 40)))
    return lambda of, now: changing.paused(of, calendar.local_day(now, of.schedule.latest.zone) + length, now)


def resume(data: st.DataObject, of: Run) -> Change:
    return changing.resumed


@settings(deadline=None, max_examples=200)  # zones are read from files
@given(st.data())
def test_no_change_skips_or_repeats_a_week_or_moves_what_struck(data: st.DataObject) -> None:
    zone, starts = data.draw(ZONES), data.draw(st.dates(date(2025, 1, 1), date(2032, 1, 1)))
    of = Run(schedule=steady(replace(TABLE, starts=starts, zone=zone)), weeks=12)
    now = run.prompt(of, 1).due - timedelta(days=3)
    for _ in range(data.draw(st.integers(1, 6))):
        now += timedelta(hours=data.draw(st.integers(0, 500)))
        made = data.draw(st.sampled_from((retime, retime, rest, unrest, pause, resume)))(data, of)
        schedule = made(of, now)
        if schedule is not None:
            moved = replace(of, schedule=schedule)
            assert_sound(of, moved, now)
            of = moved


def assert_sound(before: Run, moved: Run, now: datetime) -> None:
    for week in range(1, before.weeks + 1):
        for ritual in RITUALS:
            struck = ritual(before, week)
            opened = run.checkin(before, week).due <= now if ritual is not run.prompt else struck.due <= now
            assert not opened or ritual(moved, week) == struck
            assert struck.due <= now or ritual(moved, week).due > now
    for ritual in RITUALS:
        strikes = [ritual(moved, week) for week in range(1, before.weeks + 1)]
        assert strikes == sorted(strikes, key=lambda one: one.day)
        assert len({one.day for one in strikes}) == before.weeks
    assert run.week_at(moved, now) == run.week_at(before, now)
    ahead = [slot for slot in slots.ahead(moved, now) if slot.rest is None]
    running = run.week_at(moved, now)
    assert [(one.week, one.day, one.due) for one in ahead] == [
        (week, run.prompt(moved, week).day, run.prompt(moved, week).due)
        for week in range(running + 1, moved.weeks + 1)
    ]


def test_rests_are_seen_while_they_last() -> None:
    resting = replace(BERLIN, schedule=rested(BERLIN.schedule, Rest(day=date(2027, 1, 18), name="Snow")))

    shown = [(slot.week, slot.rest.name if slot.rest else "") for slot in slots.ahead(resting, TUESDAY)][:3]

    assert shown == [(3, "Snow"), (3, ""), (4, "")]
