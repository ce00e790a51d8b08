"""What Slack asks to be left alone is left alone, and nothing else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.brakes import REMEMBERED, Brakes
from adapters.slack.inbound import Sender
from adapters.slack.listeners import PATIENCE
from adapters.slack.outbound import SlackMessenger
from adapters.slack.people import People
from bot.clocks import SetClock
from bot.ports import Outcome, Retry, Sent
from bot.replies import Reply
from tests.support.slack import tenants
from tests.support.slack.parrot import Parrot
from tests.support.slack.server import FaultKind, SlackServer
from tests.support.slack.tenants import parcel
from tests.support.slack.workspace import Channel

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
POST, UPDATE = "chat.postMessage", "chat.update"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
async def slack(clock: SetClock) -> AsyncIterator[SlackServer]:
    async with tenants.two_teams(clock) as slack:
        slack.workspace.channels["C2"] = Channel(id="C2", name="second")
        slack.workspace.channels["C3"] = Channel(id="C3", name="third")
        yield slack


@pytest.fixture
async def messenger(slack: SlackServer, clock: SetClock) -> AsyncIterator[SlackMessenger]:
    bridge = Parrot(lambda _: Reply())
    for team in ("T1", "T2"):
        await bridge.install(tenants.consent(slack, team))
    async with tenants.opened(slack, bridge, clock) as workspaces:
        yield tenants.messenger(workspaces, bridge, clock)


def waits(outcome: Outcome) -> float | None:
    return (outcome.at - NOW).total_seconds() if isinstance(outcome, Retry) else None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), ("0", 1), ("1.5", 1.5), ("", 30), ("soon", 30), ("-4", 1), ("nan", 30), ("3600", 3600), ("9e9", 3600)],
)
async def test_a_channel_is_left_alone_for_as_long_as_slack_asks(
    slack: SlackServer, messenger: SlackMessenger, clock: SetClock, header: str, seconds: float
) -> None:
    slack.fail_next(POST, FaultKind.LIMITED, header)

    limited, waiting = await messenger.send(parcel("T1")), await messenger.send(parcel("T1"))
    calls = len(slack.called(POST))
    clock.turn_to(NOW + timedelta(seconds=seconds))
    later = await messenger.send(parcel("T1"))

    assert (waits(limited), waits(waiting), calls) == (seconds, seconds, 1)
    assert isinstance(later, Sent)


async def test_the_other_channels_of_the_workspace_go_on(slack: SlackServer, messenger: SlackMessenger) -> None:
    slack.fail_next(POST, FaultKind.LIMITED, "60")
    await messenger.send(parcel("T1"))

    assert isinstance(await messenger.send(parcel("T1", channel="C2")), Sent)


async def test_a_second_channel_that_is_limited_says_that_it_is_the_whole_workspace(
    slack: SlackServer, messenger: SlackMessenger
) -> None:
    for _ in range(2):
        slack.fail_next(POST, FaultKind.LIMITED, "60")
    await messenger.send(parcel("T1"))
    await messenger.send(parcel("T1", channel="C2"))

    third = await messenger.send(parcel("T1", channel="C3"))

    assert waits(third) == 60
    assert len(slack.called(POST)) == 2


async def test_a_private_note_that_is_limited_stops_the_workspace_for_nobody_gets_many(
    slack: SlackServer, messenger: SlackMessenger
) -> None:
    slack.fail_next(POST, FaultKind.LIMITED, "60")
    await messenger.send(parcel("T1", user="UBO"))

    assert waits(await messenger.send(parcel("T1"))) == 60


async def test_another_workspace_is_not_held_up(slack: SlackServer, messenger: SlackMessenger) -> None:
    slack.fail_next(POST, FaultKind.LIMITED, "3600")
    await messenger.send(parcel("T1", user="UBO"))

    assert isinstance(await messenger.send(parcel("T2")), Sent)


async def test_changing_what_stands_has_a_brake_of_its_own(slack: SlackServer, messenger: SlackMessenger) -> None:
    first = await messenger.send(parcel("T1"))
    assert isinstance(first, Sent)
    change = replace(parcel("T1"), instead=first.ref)
    slack.fail_next(UPDATE, FaultKind.LIMITED, "60")

    assert [waits(await messenger.send(change)) for _ in range(2)] == [60, 60]
    assert len(slack.called(UPDATE)) == 1
    assert isinstance(await messenger.send(parcel("T1")), Sent)


async def test_profiles_are_not_asked_for_while_slack_wants_to_be_left_alone(
    slack: SlackServer, clock: SetClock
) -> None:
    bridge = Parrot(lambda _: Reply())
    await bridge.install(tenants.consent(slack, "T1"))
    who = Sender(team="T1", workspace="T1", user="UBO", name="bo")
    slack.fail_next("users.info", FaultKind.LIMITED, "60")
    async with tenants.opened(slack, bridge, clock) as workspaces:
        people = People(workspaces, clock, PATIENCE)

        limited, waiting = await people.actor(who), await people.actor(who)
        clock.turn_to(NOW + MINUTE)
        later = await people.actor(who)

    assert [actor.name for actor in (limited, waiting, later)] == ["bo", "bo", "Bo"]
    assert len(slack.called("users.info")) == 2


def test_a_shorter_wait_does_not_end_a_longer_one(clock: SetClock) -> None:
    brakes = Brakes(clock)
    brakes.press("T1", POST, 60)
    brakes.press("T1", POST, 30)

    assert brakes.until("T1", POST, "C1") == NOW + MINUTE


def test_brakes_that_are_over_are_not_kept_for_ever(clock: SetClock) -> None:
    brakes = Brakes(clock)
    for number in range(REMEMBERED):
        brakes.press(f"T{number}", POST, 60)
    clock.turn_to(NOW + MINUTE)

    brakes.press("T", POST, 60)

    assert len(brakes._until) == 1
