"""Moments: kept in UTC, said to each reader in their own zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.web import moments
from adapters.web.people import PLAYERS
from adapters.web.turning import target
from bot.messages.text import MomentStyle

ANA, BO = PLAYERS[:2]
NINE_IN_BERLIN = datetime(2027, 3, 29, 7, tzinfo=UTC)


def test_every_reader_has_their_own_wall_clock() -> None:
    html = f"<p>At {moments.kept(NINE_IN_BERLIN, MomentStyle.FULL)}</p>"

    said = [str(moments.localised(html, player.zone)) for player in PLAYERS]

    assert ["Mon 29 Mar 2027, 09:00" in said[0], "Mon 29 Mar 2027, 08:00" in said[1]] == [True, True]
    assert ["Mon 29 Mar 2027, 15:00" in said[2], "Mon 29 Mar 2027, 03:00" in said[3]] == [True, True]


def test_being_said_again_elsewhere_changes_nothing_but_the_words() -> None:
    kept = moments.kept(NINE_IN_BERLIN, MomentStyle.TIME)

    assert moments.localised(moments.localised(kept, "Asia/Singapore"), "UTC") == moments.localised(kept, "UTC")


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=2, hours=3, minutes=4), "2 days 3 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=1, minutes=1), "1 hour 1 minute"),
        (timedelta(seconds=20), "less than a minute"),
        (timedelta(seconds=-5), "less than a minute"),
    ],
)
def test_how_long_something_takes_is_said_in_two_units_at_most(span: timedelta, words: str) -> None:
    assert moments.away(span) == words


@pytest.mark.parametrize("typed", ["", "soon", "2027-13-01T09:00", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_what_is_no_moment_is_none_and_never_an_error(typed: str) -> None:
    moments.typed(typed, ZoneInfo("Asia/Singapore"))
    read = target({"by": "exact", "to": typed}, BO, now=NINE_IN_BERLIN, due=None)

    assert read in ("unread", "past", "far")


def test_a_day_keeps_the_time_on_the_wall_when_the_clocks_change() -> None:
    saturday = datetime(2027, 3, 27, 8, tzinfo=UTC)  # nine in Berlin, the day before summer time

    assert target({"by": "day"}, ANA, now=saturday, due=None) == datetime(2027, 3, 28, 7, tzinfo=UTC)
    assert target({"by": "day"}, BO, now=saturday, due=None) == datetime(2027, 3, 28, 8, tzinfo=UTC)


def test_an_hour_is_an_hour_and_a_week_is_seven_days() -> None:
    assert target({"by": "hour"}, ANA, now=NINE_IN_BERLIN, due=None) == NINE_IN_BERLIN + timedelta(hours=1)
    assert target({"by": "week"}, ANA, now=NINE_IN_BERLIN, due=None) == NINE_IN_BERLIN + timedelta(days=7)


def test_an_exact_moment_is_typed_as_the_reader_has_it() -> None:
    asked = {"by": "exact", "to": "2027-04-01T09:30"}

    assert target(asked, ANA, now=NINE_IN_BERLIN, due=None) == datetime(2027, 4, 1, 7, 30, tzinfo=UTC)


def test_the_next_thing_is_where_it_is_due_or_now_when_it_waits_already() -> None:
    due = NINE_IN_BERLIN + timedelta(days=1)

    assert target({"by": "next"}, ANA, now=NINE_IN_BERLIN, due=due) == due
    assert target({"by": "next"}, ANA, now=due + timedelta(hours=1), due=due) == due + timedelta(hours=1)
    assert target({"by": "next"}, ANA, now=NINE_IN_BERLIN, due=None) == "calm"
