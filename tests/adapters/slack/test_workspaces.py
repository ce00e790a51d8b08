"""Tokens in one place: the one from the environment, and those that workspaces consented to."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.workspaces import NotInstalled, Workspaces
from bot.clocks import SetClock
from bot.errors import Misconfigured
from bot.installation import Installation
from bot.news import WorkspaceNews
from bot.ports import Failed, Lost, Retry, Sent
from bot.replies import Reply
from bot.requests import Platform
from tests.support.slack import tenants
from tests.support.slack.parrot import Parrot
from tests.support.slack.server import FaultKind, SlackServer
from tests.support.slack.tenants import parcel
from tests.support.worlds import World

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
HALF_A_MINUTE = timedelta(seconds=30)


class Counted(Parrot):
    """A parrot that counts how often it was asked for an installation, and can have lost its database."""

    def __init__(self) -> None:
        super().__init__(lambda _: Reply())
        self.asked = 0
        self.away = False
        self.was_asked = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def installation(self, platform: Platform, workspace: str) -> Installation | None:
        self.asked += 1
        self.was_asked.set()
        if self.away:
            raise ConnectionError("the database is away")
        found = await super().installation(platform, workspace)
        await self.may_answer.wait()
        return found


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
async def slack(clock: SetClock) -> AsyncIterator[SlackServer]:
    async with tenants.two_teams(clock) as slack:
        yield slack


@pytest.fixture
def bridge() -> Counted:
    return Counted()


@pytest.fixture
async def alone(slack: SlackServer, bridge: Counted, clock: SetClock) -> AsyncIterator[Workspaces]:
    """The one workspace T1, whose token is in the environment."""
    workspaces = Workspaces.single(slack.token, bridge=bridge, clock=clock, base_url=slack.base_url)
    await workspaces.start()
    yield workspaces
    await workspaces.close()


@pytest.fixture
async def many(slack: SlackServer, bridge: Counted, clock: SetClock) -> AsyncIterator[Workspaces]:
    """T1 and T2, which consented."""
    for team in ("T1", "T2"):
        await bridge.install(tenants.consent(slack, team))
    async with tenants.opened(slack, bridge, clock) as workspaces:
        yield workspaces


def news(gone: bool) -> WorkspaceNews:
    return WorkspaceNews(platform=Platform.SLACK, workspace="T1", gone=gone, at=NOW)


async def test_the_one_token_speaks_in_its_workspace_and_nowhere_else(alone: Workspaces, slack: SlackServer) -> None:
    assert (await alone.client("T1")).token == slack.token
    with pytest.raises(NotInstalled):
        await alone.client("T2")


async def test_the_one_workspace_is_there_again_when_segue_starts(alone: Workspaces, bridge: Counted) -> None:
    assert bridge.news == [news(gone=False)]


async def test_a_database_that_cannot_note_it_stops_no_start(slack: SlackServer, clock: SetClock) -> None:
    bridge = Counted()
    bridge.full = True
    workspaces = Workspaces.single(slack.token, bridge=bridge, clock=clock, base_url=slack.base_url)

    await workspaces.start()

    assert (await workspaces.client("T1")).token == slack.token
    await workspaces.close()


async def test_a_token_that_is_nobodys_stops_the_start(slack: SlackServer, bridge: Counted, clock: SetClock) -> None:
    workspaces = Workspaces.single("xoxb-nobody", bridge=bridge, clock=clock, base_url=slack.base_url)

    with pytest.raises(Misconfigured, match="invalid_auth"):
        await workspaces.start()


async def test_a_slack_that_was_away_at_the_start_is_asked_again_half_a_minute_later(
    bridge: Counted, clock: SetClock
) -> None:
    async with tenants.two_teams(clock) as slack:
        slack.fail_next("auth.test", FaultKind.BROKEN)
        workspaces = Workspaces.single(slack.token, bridge=bridge, clock=clock, base_url=slack.base_url)
        await workspaces.start()

        assert (await workspaces.client("T2")).token == slack.token
        clock.turn_to(NOW + HALF_A_MINUTE)
        with pytest.raises(NotInstalled):
            await workspaces.client("T2")
        assert len(slack.called("auth.test")) == 2
        await workspaces.close()


async def test_after_an_uninstall_the_one_token_says_nothing_until_slack_takes_it_again(
    alone: Workspaces, slack: SlackServer, bridge: Counted, clock: SetClock
) -> None:
    slack.uninstall(slack.workspace)
    alone.forget("T1")
    for _ in range(2):
        with pytest.raises(NotInstalled):
            await alone.client("T1")
    asked = len(slack.called("auth.test"))
    slack.tokens.keep(slack.token, "T1", slack.app.scopes)
    clock.turn_to(NOW + HALF_A_MINUTE)

    assert (await alone.client("T1")).token == slack.token
    assert asked == 2  # at the start, and once after it was removed
    assert [one.at for one in bridge.news] == [NOW, NOW + HALF_A_MINUTE]


async def test_a_removal_that_is_heard_late_costs_a_workspace_that_is_there_nothing(
    alone: Workspaces, slack: SlackServer
) -> None:
    alone.forget("T1")

    clients = await asyncio.gather(*(alone.client("T1") for _ in range(20)))

    assert {client.token for client in clients} == {slack.token}
    assert len(slack.called("auth.test")) == 2


async def test_while_slack_does_not_say_whether_it_is_still_there_nothing_is_said_or_given_up(
    alone: Workspaces, slack: SlackServer, bridge: Counted, clock: SetClock
) -> None:
    alone.forget("T1")
    slack.fail_next("auth.test", FaultKind.BROKEN)
    messenger = tenants.messenger(alone, bridge, clock)

    assert isinstance(await messenger.send(parcel("T1")), Retry)
    assert slack.called("chat.postMessage") == []


async def test_a_refusal_that_slack_takes_back_is_no_reason_to_give_up_the_workspace(
    alone: Workspaces, slack: SlackServer, bridge: Counted, clock: SetClock
) -> None:
    messenger = tenants.messenger(alone, bridge, clock)
    slack.fail_next("chat.postMessage", FaultKind.REFUSED, "invalid_auth")

    assert isinstance(await messenger.send(parcel("T1")), Retry)
    assert isinstance(await messenger.send(parcel("T1")), Sent)


async def test_a_token_that_slack_takes_no_more_is_given_up(
    alone: Workspaces, slack: SlackServer, bridge: Counted, clock: SetClock
) -> None:
    slack.uninstall(slack.workspace)

    outcome = await tenants.messenger(alone, bridge, clock).send(parcel("T1"))

    assert isinstance(outcome, Failed)
    assert outcome.lost is Lost.WORKSPACE


async def test_every_workspace_has_its_own_token_and_all_share_one_pool(many: Workspaces, slack: SlackServer) -> None:
    one, two = await many.client("T1"), await many.client("T2")

    assert (one.token, two.token) == (slack.token_of("T1"), slack.token_of("T2"))
    assert one.session is two.session is not None
    assert (one.retry_handlers, two.retry_handlers) == ([], [])
    assert await many.client("T1") is one


async def test_where_nobody_consented_there_is_no_client(many: Workspaces) -> None:
    with pytest.raises(NotInstalled):
        await many.client("T9")


async def test_fifty_at_once_ask_the_database_once(many: Workspaces, bridge: Counted) -> None:
    clients = await asyncio.gather(*(many.client("T1") for _ in range(50)))

    assert len(set(map(id, clients))) == 1
    assert bridge.asked == 1


async def test_what_another_process_did_counts_within_half_a_minute(
    many: Workspaces, bridge: Counted, clock: SetClock
) -> None:
    await many.client("T1")
    del bridge.installations["T1"]
    await many.client("T1")
    clock.turn_to(NOW + HALF_A_MINUTE)

    with pytest.raises(NotInstalled):
        await many.client("T1")


async def test_what_is_to_be_forgotten_counts_at_once_also_while_it_is_looked_up(
    many: Workspaces, bridge: Counted
) -> None:
    bridge.may_answer.clear()
    looking = asyncio.create_task(many.client("T1"))
    await bridge.was_asked.wait()
    del bridge.installations["T1"]
    many.forget("T1")
    bridge.may_answer.set()
    await looking

    with pytest.raises(NotInstalled):
        await many.client("T1")


async def test_a_new_consent_brings_the_new_token(many: Workspaces, slack: SlackServer, bridge: Counted) -> None:
    old = await many.client("T1")
    await bridge.install(tenants.kept(slack, "T1", slack.tokens.issue("T1", slack.app.scopes)))
    many.forget("T1")

    assert (await many.client("T1")).token == slack.token_of("T1") != old.token


async def test_bolt_is_told_whose_request_it_is_and_given_no_token(many: Workspaces, bridge: Counted) -> None:
    authorize = many.authorizer()

    known = await authorize(None, "T1", "UBO")
    stranger = await authorize(None, "T9", "UBO")
    bridge.away = True
    unsure = await authorize(None, "T8", "UBO")

    assert (known.team_id, known.bot_user_id, known.bot_id, known.bot_token) == ("T1", "UBOT", "B1", None)
    assert stranger is None
    assert (unsure.team_id, unsure.bot_token) == ("T8", None)


async def test_a_message_is_said_with_the_token_of_its_own_workspace(world: World) -> None:
    async with (
        tenants.two_teams(world.clock) as slack,
        tenants.opened(slack, world.bridge, world.clock) as workspaces,
    ):
        for team in ("T1", "T2"):
            await world.bridge.install(tenants.consent(slack, team))
        messenger = tenants.messenger(workspaces, world.bridge, world.clock)

        outcomes = [await messenger.send(parcel("T1")), await messenger.send(parcel("T2"))]
        crossed = await messenger.send(parcel("T2", channel="C-T1"))

        assert [type(outcome) for outcome in outcomes] == [Sent, Sent]
        assert [len(slack.called("chat.postMessage", team)) for team in ("T1", "T2")] == [1, 2]
        assert isinstance(crossed, Failed)
        assert len(slack.teams["T1"].public("C-T1")) == 1


async def test_an_uninstall_stops_every_message_and_a_new_consent_heals(world: World) -> None:
    async with (
        tenants.two_teams(world.clock) as slack,
        tenants.opened(slack, world.bridge, world.clock) as workspaces,
    ):
        await world.bridge.install(tenants.consent(slack, "T1"))
        messenger = tenants.messenger(workspaces, world.bridge, world.clock)
        assert isinstance(await messenger.send(parcel("T1")), Sent)

        world.clock.turn_to(world.clock.now() + timedelta(seconds=1))
        gone = WorkspaceNews(platform=Platform.SLACK, workspace="T1", gone=True, at=world.clock.now())
        await world.bridge.hear(gone)
        workspaces.forget("T1")
        silent = await messenger.send(parcel("T1"))

        world.clock.turn_to(world.clock.now() + timedelta(seconds=1))
        await world.bridge.install(tenants.consent(slack, "T1"))
        healed = await messenger.send(parcel("T1"))

        assert isinstance(silent, Failed)
        assert silent.lost is Lost.WORKSPACE
        assert isinstance(healed, Sent)
        assert len(slack.called("chat.postMessage")) == 2
