"""The clocks: none of them goes back by itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clocks import SetClock, SystemClock, TurnedClock
from tests.support.worlds import at

HOUR = timedelta(hours=1)


def test_the_system_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta()


def test_a_turned_clock_runs_on_from_where_it_was_turned_to(tmp_path: Path) -> None:
    clock = TurnedClock(tmp_path / "clock")
    target = datetime.now(UTC) + 24 * HOUR

    clock.turn_to(target)

    assert target <= clock.now() <= target + HOUR


def test_a_turned_clock_stays_turned_when_it_is_made_again(tmp_path: Path) -> None:
    target = datetime.now(UTC) + 24 * HOUR
    TurnedClock(tmp_path / "clock").turn_to(target)

    again = TurnedClock(tmp_path / "clock")

    assert again.now() >= target


def test_a_turned_clock_does_not_go_back(tmp_path: Path) -> None:
    clock = TurnedClock(tmp_path / "clock")
    ahead = datetime.now(UTC) + 24 * HOUR
    clock.turn_to(ahead)

    clock.turn_to(datetime.now(UTC))

    assert clock.now() >= ahead


def test_a_turned_clock_that_is_turned_back_reads_the_time_it_is(tmp_path: Path) -> None:
    clock = TurnedClock(tmp_path / "clock")
    clock.turn_to(datetime.now(UTC) + 24 * HOUR)

    clock.turn_back()

    assert clock.now() - datetime.now(UTC) < HOUR
    assert TurnedClock(tmp_path / "clock").now() - datetime.now(UTC) < HOUR


def test_a_set_clock_stands_and_does_not_go_back() -> None:
    clock = SetClock(at("2027-01-04 09:00 Europe/Berlin"))

    clock.turn_to(at("2027-01-01 09:00 Europe/Berlin"))

    assert clock.now() == at("2027-01-04 08:00 UTC")
