"""Tokens that end: each exchanged once, however many ask and wherever they run, and never lost on the way."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.slack.workspaces import NotInstalled, TokenEnded, Workspaces
from bot.installation import Installation
from bot.ports import Failed, Lost, Retry, Sent
from bot.replies import Reply
from bot.requests import Platform
from tests.support.slack import tenants
from tests.support.slack.parrot import Parrot
from tests.support.slack.server import FaultKind, SlackServer
from tests.support.slack.tenants import parcel
from tests.support.worlds import World

ACCESS = "oauth.v2.access"
#: Until a token of twelve hours is about to end, and until it has.
NEARLY, OVER = timedelta(hours=11, minutes=56), timedelta(hours=12)


@pytest.fixture
async def slack(world: World) -> AsyncIterator[SlackServer]:
    """T1, whose token ends after twelve hours, and T2, whose token does not."""
    async with tenants.two_teams(world.clock) as slack:
        await world.bridge.install(tenants.rotating(slack, "T1"))
        await world.bridge.install(tenants.consent(slack, "T2"))
        yield slack


@pytest.fixture
async def workspaces(slack: SlackServer, world: World) -> AsyncIterator[Workspaces]:
    async with tenants.opened(slack, world.bridge, world.clock) as workspaces:
        yield workspaces


def passes(world: World, time: timedelta) -> None:
    world.clock.turn_to(world.clock.now() + time)


async def kept(world: World) -> Installation:
    found = await world.bridge.installation(Platform.SLACK, "T1")
    assert found is not None
    return found


async def test_fifty_at_once_exchange_a_token_once(world: World, slack: SlackServer, workspaces: Workspaces) -> None:
    passes(world, NEARLY)

    clients = await asyncio.gather(*(workspaces.client("T1") for _ in range(50)))

    assert {client.token for client in clients} == {slack.token_of("T1")}
    assert len(slack.called(ACCESS)) == 1
    assert (await kept(world)).token == slack.token_of("T1")


@pytest.mark.parametrize("time", [NEARLY, OVER])
async def test_two_processes_exchange_it_once(
    world: World, slack: SlackServer, workspaces: Workspaces, time: timedelta
) -> None:
    async with tenants.opened(slack, world.bridge, world.clock) as other:
        passes(world, time)

        asked = [house.client("T1") for house in (workspaces, other) for _ in range(25)]
        clients = await asyncio.gather(*asked)

        assert len(slack.called(ACCESS)) == 1
        assert {client.token for client in clients} == {slack.token_of("T1")}


async def test_a_token_that_lasts_is_left_as_it_is(world: World, slack: SlackServer, workspaces: Workspaces) -> None:
    passes(world, NEARLY - timedelta(minutes=2))
    await workspaces.client("T1")
    await workspaces.client("T2")

    assert slack.called(ACCESS) == []


async def test_it_is_exchanged_again_when_the_next_one_ends(
    world: World, slack: SlackServer, workspaces: Workspaces
) -> None:
    tokens = set()
    for _ in range(3):
        passes(world, NEARLY)
        tokens.add((await workspaces.client("T1")).token)

    assert len(tokens) == len(slack.called(ACCESS)) == 3


@pytest.mark.parametrize("kind", [FaultKind.BROKEN, FaultKind.LIMITED, FaultKind.MALFORMED, FaultKind.DROPPED])
async def test_an_exchange_that_slack_does_not_answer_keeps_the_old_token_while_it_lasts(
    world: World, slack: SlackServer, workspaces: Workspaces, kind: FaultKind
) -> None:
    old = (await workspaces.client("T1")).token
    passes(world, NEARLY)
    slack.fail_next(ACCESS, kind)

    during = (await workspaces.client("T1")).token

    assert during == old
    assert (await kept(world)).token == old


async def test_a_token_that_is_over_says_that_it_ended_and_is_no_uninstall(
    world: World, slack: SlackServer, workspaces: Workspaces
) -> None:
    await workspaces.client("T1")
    passes(world, OVER)
    slack.fail_next(ACCESS, FaultKind.BROKEN)
    messenger = tenants.messenger(workspaces, world.bridge, world.clock)

    with pytest.raises(TokenEnded):
        await workspaces.client("T1")

    assert isinstance(await messenger.send(parcel("T1")), Retry)
    assert slack.called("chat.postMessage") == []


async def test_a_refusal_of_the_operators_secret_is_no_uninstall(
    world: World, slack: SlackServer, workspaces: Workspaces
) -> None:
    slack.app.client_secret = "another"
    passes(world, NEARLY)

    assert (await workspaces.client("T1")).token == (await kept(world)).token


async def test_what_slack_exchanges_no_more_is_gone_and_silent(
    world: World, slack: SlackServer, workspaces: Workspaces
) -> None:
    slack.uninstall(slack.teams["T1"])
    passes(world, NEARLY)
    messenger = tenants.messenger(workspaces, world.bridge, world.clock)

    with pytest.raises(NotInstalled):
        await workspaces.client("T1")
    outcome = await messenger.send(parcel("T1"))

    assert await world.bridge.installation(Platform.SLACK, "T1") is None
    assert isinstance(outcome, Failed)
    assert outcome.lost is Lost.WORKSPACE
    assert slack.called("chat.postMessage") == []


async def test_a_new_consent_heals_what_could_not_be_exchanged(
    world: World, slack: SlackServer, workspaces: Workspaces
) -> None:
    slack.uninstall(slack.teams["T1"])
    passes(world, NEARLY)
    with pytest.raises(NotInstalled):
        await workspaces.client("T1")

    passes(world, timedelta(minutes=1))
    await world.bridge.install(tenants.rotating(slack, "T1"))
    workspaces.forget("T1")

    assert (await workspaces.client("T1")).token == slack.token_of("T1")


async def test_a_token_that_slack_calls_ended_early_is_exchanged_and_the_message_tried_again(
    world: World, slack: SlackServer, workspaces: Workspaces
) -> None:
    messenger = tenants.messenger(workspaces, world.bridge, world.clock)
    slack.tokens.check((await workspaces.client("T1")).token or "").ends = world.clock.now()

    outcomes = [await messenger.send(parcel("T1")), await messenger.send(parcel("T1"))]

    assert [type(outcome) for outcome in outcomes] == [Retry, Sent]
    assert len(slack.called(ACCESS)) == 1


async def test_whoever_gives_up_waiting_leaves_the_exchange_to_the_others(
    world: World, slack: SlackServer, workspaces: Workspaces
) -> None:
    await workspaces.client("T1")
    passes(world, OVER)
    slack.fail_next(ACCESS, FaultKind.SLOW, "0.3")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(workspaces.client("T1"), 0.05)
    token = (await workspaces.client("T1")).token

    assert token == slack.token_of("T1") == (await kept(world)).token
    assert len(slack.called(ACCESS)) == 1


async def test_closing_waits_for_an_exchange_and_keeps_what_it_brings(world: World, slack: SlackServer) -> None:
    async with tenants.opened(slack, world.bridge, world.clock) as workspaces:
        passes(world, OVER)
        slack.fail_next(ACCESS, FaultKind.SLOW, "0.3")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(workspaces.client("T1"), 0.05)

    assert (await kept(world)).token == slack.token_of("T1")


async def test_a_new_token_that_could_not_be_saved_is_used_and_saved_later(world: World, slack: SlackServer) -> None:
    bridge = Parrot(lambda _: Reply())
    await bridge.install(tenants.rotating(slack, "T1"))
    passes(world, NEARLY)
    async with tenants.opened(slack, bridge, world.clock) as workspaces:
        bridge.full = True
        during = (await workspaces.client("T1")).token
        bridge.full = False
        passes(world, timedelta(seconds=31))
        after = (await workspaces.client("T1")).token

    assert during == after == slack.token_of("T1") == bridge.installations["T1"].token
    assert len(slack.called(ACCESS)) == 1


@pytest.mark.parametrize("kind", [None, *FaultKind])
async def test_no_token_is_ever_written_into_a_log(
    world: World,
    slack: SlackServer,
    workspaces: Workspaces,
    caplog: pytest.LogCaptureFixture,
    kind: FaultKind | None,
) -> None:
    caplog.set_level(logging.DEBUG)
    before = await kept(world)
    if kind is not None:
        slack.fail_next(ACCESS, kind, "something_new" if kind is FaultKind.REFUSED else "0.01")
    passes(world, OVER)

    await asyncio.gather(workspaces.client("T1"), return_exceptions=True)

    secrets = {before.token, before.refresh, slack.app.client_secret}
    secrets |= {token.value for team in ("T1", "T2") for token in slack.tokens.living(team)}
    assert len(slack.called(ACCESS)) == 1
    assert [secret for secret in secrets if secret in caplog.text] == []
    assert before.token not in repr(before)
