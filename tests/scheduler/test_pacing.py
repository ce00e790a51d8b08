from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.pictures import Bars
from bot.ports import Address, Parcel
from bot.requests import Platform
from scheduler.pacing import Bucket, Pacing, Rate, Scope
from tests.support.ledgers import parcel
from tests.support.stopwatches import WoundStopwatch

#: Longer than any test waits.
PATIENT = 3600.0


MINUTE = 60.0
BARS = Bars(title="Wins", labels=(), values=(), unit="", alt="No wins yet")


def channel(name: str, *, on: Platform = Platform.SLACK, workspace: str = "T1") -> Parcel:
    return parcel(1, on=on, workspace=workspace, channel=name)


def note(user: str) -> Parcel:
    return replace(channel("none"), to=Address(platform=Platform.SLACK, workspace="T1", user=user))


def change(name: str) -> Parcel:
    return replace(channel(name), instead="C1/1.1")


def shown(name: str) -> Parcel:
    return replace(channel(name), card=replace(channel(name).card, picture=BARS))


def room(name: str, *, on: Platform = Platform.SLACK) -> Parcel:
    return replace(channel(name), to=Address(platform=on, workspace="T1", channel="C1", users=(name, "U1")))


def turns(rate: Rate, asked_at: Sequence[float]) -> list[float]:
    bucket, taken = Bucket(), []
    for now in asked_at:
        taken.append(bucket.turn(rate, now))
        bucket = bucket.without_one(rate, taken[-1])
    return taken


def test_after_a_rest_a_burst_goes_at_once_and_the_others_follow_at_the_rate() -> None:
    rate = Rate(Scope.CHANNEL, per_second=2, burst=3)

    taken = turns(rate, [100.0] * 5)

    assert taken == [100.0, 100.0, 100.0, 100.5, 101.0]


@given(
    gaps=st.lists(st.floats(0, 3), min_size=2, max_size=60),
    per_second=st.sampled_from([0.5, 1, 5, 50]),
    burst=st.integers(1, 10),
)
def test_no_stretch_of_time_holds_more_than_a_burst_and_the_rate(
    gaps: list[float], per_second: float, burst: int
) -> None:
    asked_at = [10 + sum(gaps[: index + 1]) for index in range(len(gaps))]

    taken = turns(Rate(Scope.BOT, per_second, burst), asked_at)

    for first, start in enumerate(taken):
        for last in range(first, len(taken)):
            assert last - first + 1 <= burst + (taken[last] - start) * per_second + 1e-6


def test_a_slack_channel_hears_one_message_a_second(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)

    waits = [pacing.book(channel("C1")) for _ in range(4)]

    assert waits == [0, 1, 2, 3]


def test_a_slack_workspace_hears_nine_messages_in_two_seconds(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)

    waits = [pacing.book(channel(f"C{number}")) for number in range(10)]

    assert waits[-1] == pytest.approx(2)


@pytest.mark.parametrize(("kind", "most"), [(channel, 300), (change, 50), (shown, 100), (room, 50)])
def test_no_minute_holds_more_than_slack_takes_of_a_kind_also_when_all_wait_for_their_channels(
    stopwatch: WoundStopwatch, kind: Callable[[str], Parcel], most: int
) -> None:
    pacing = Pacing(stopwatch=stopwatch)
    goes: list[float] = []

    while stopwatch.seconds < 1000 + 3 * MINUTE:
        channels = (f"C{len(goes) % 4}", f"C{stopwatch.seconds}-{len(goes)}")
        waits = [pacing.book(kind(name)) for name in channels for _ in range(6)]
        goes += [stopwatch.seconds + wait for wait in waits if wait is not None]
        stopwatch.seconds += 0.5

    goes.sort()
    assert len(goes) > 2 * most
    assert all(later - goes[place] >= MINUTE for place, later in enumerate(goes[most:]))


def test_what_waits_for_its_turn_to_change_holds_up_no_new_message(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)
    for number in range(9):
        pacing.book(change(f"C{number}"))

    assert pacing.book(channel("C100")) == pytest.approx(2)
    assert pacing.book(change("C101")) == pytest.approx(12)


def test_rooms_beside_one_channel_do_not_wait_for_what_is_said_in_it(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)
    for _ in range(10):
        pacing.book(channel("C1"))

    assert pacing.book(room("U2")) == pytest.approx(10 / 4.5)


def test_discord_opens_a_room_a_second_and_a_post_waits_for_none(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)

    waits = [pacing.book(room(f"U{number}", on=Platform.DISCORD)) for number in range(2, 6)]

    assert waits == pytest.approx([0, 1, 2, 3])
    assert pacing.book(channel("901", on=Platform.DISCORD)) == pytest.approx(4 / 40)


def test_slack_workspaces_do_not_wait_for_each_other(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)
    for number in range(100):
        pacing.book(channel(f"C{number}", workspace="T1"))

    assert pacing.book(channel("C1", workspace="T2")) == 0


def test_a_busy_channel_holds_up_nobody_else_in_its_workspace(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)
    for _ in range(10):
        pacing.book(channel("busy"))

    assert pacing.book(channel("quiet")) == pytest.approx(10 / 4.5)


def test_two_private_lines_of_one_workspace_are_two_channels(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)
    pacing.book(note("U1"))

    assert pacing.book(note("U2")) == pytest.approx(1 / 4.5)


def test_all_discord_servers_share_the_rate_of_the_bot(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=PATIENT, stopwatch=stopwatch)

    waits = [pacing.book(channel("1", on=Platform.DISCORD, workspace=f"{server}")) for server in range(401)]

    assert waits[-1] == pytest.approx(10)


def test_the_playground_is_not_paced(pacing: Pacing) -> None:
    waits = {pacing.book(channel("C1", on=Platform.WEB)) for _ in range(1000)}

    assert waits == {0}


def test_the_rehearsal_paces_nothing(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing({}, stopwatch=stopwatch)

    waits = {pacing.book(channel("C1")) for _ in range(1000)}

    assert waits == {0}


def test_a_turn_beyond_our_patience_is_not_kept(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=2, stopwatch=stopwatch)

    waits = [pacing.book(channel("C1")) for _ in range(5)]

    assert waits == [0, 1, 2, None, None]


def test_those_who_are_put_off_come_back_one_by_one(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing(patience=4, stopwatch=stopwatch)

    returns = [pacing.put_off(channel("C1")) for _ in range(4)]

    assert returns == [2, 3, 4, 5]


async def test_full_buckets_are_forgotten_and_the_others_kept(stopwatch: WoundStopwatch) -> None:
    pacing = Pacing({Platform.SLACK: (Rate(Scope.CHANNEL, 1),)}, stopwatch=stopwatch)
    pacing.book(channel("early"))
    await stopwatch.sleep(0.5)
    pacing.book(channel("late"))
    await stopwatch.sleep(0.5)

    pacing.forget()

    assert pacing.book(channel("late")) == pytest.approx(0.5)
    assert len(pacing._booked) == 1
