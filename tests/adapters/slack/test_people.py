"""Who asks, as Slack vouches for them: members, guests, strangers, bots, and those who left."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack.inbound import Sender
from adapters.slack.listeners import PATIENCE
from adapters.slack.people import People, Profile
from bot.clocks import SetClock
from bot.replies import Reply
from tests.support.slack import tenants
from tests.support.slack.parrot import Parrot
from tests.support.slack.server import FaultKind, SlackServer
from tests.support.slack.workspace import Member

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
BO = Sender(team="T1", workspace="T1", user="UBO", name="bo.typed")


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with tenants.two_teams(SetClock(NOW)) as slack:
        yield slack


@pytest.fixture
async def people(slack: SlackServer) -> AsyncIterator[People]:
    bridge = Parrot(lambda _: Reply())
    for team in ("T1", "T2"):
        await bridge.install(tenants.consent(slack, team))
    async with tenants.opened(slack, bridge, slack.clock) as workspaces:
        yield People(workspaces, slack.clock, PATIENCE)


def live(slack: SlackServer, **what: Any) -> Member:  # noqa: ANN401  (whatever a member has)
    """Bo, who administers T1, and something else that is true of them."""
    bo = replace(slack.workspace.members["UBO"], admin=True, **what)
    slack.workspace.members["UBO"] = bo
    return bo


async def test_an_administrator_administers_their_own_workspace(slack: SlackServer, people: People) -> None:
    live(slack)

    assert await people.profile(BO) == Profile(name="Bo", administers=True, zone="Africa/Lagos")


@pytest.mark.parametrize("what", ["guest", "bot", "gone"])
async def test_guests_bots_and_those_who_left_administer_nothing(
    slack: SlackServer, people: People, what: str
) -> None:
    live(slack, **{what: True})

    profile = await people.profile(BO)

    assert getattr(profile, what)
    assert not profile.administers


@pytest.mark.parametrize("shared", [True, False])
async def test_somebody_of_another_workspace_is_a_stranger_whatever_they_are_at_home(
    slack: SlackServer, people: People, shared: bool
) -> None:
    slack.teams["T2"].members["UELI"].admin = True
    slack.workspace.channels["C-T1"].shared = frozenset({"T2"} if shared else ())
    eli = Sender(team="T1", workspace="T2", user="UELI", name="eli")

    profile, actor = await people.profile(eli), await people.actor(eli)

    assert profile.stranger
    assert (actor.workspace, actor.administers) == ("T2", False)
    assert slack.called("users.info", "T2") == []


async def test_a_sender_who_says_to_be_of_here_and_is_not_administers_nothing(
    slack: SlackServer, people: People
) -> None:
    slack.teams["T2"].members["UELI"].admin = True
    slack.workspace.channels["C-T1"].shared = frozenset({"T2"})

    profile = await people.profile(Sender(team="T1", workspace="T1", user="UELI", name="eli"))

    assert (profile.stranger, profile.administers) == (True, False)


async def test_everybody_is_asked_about_with_the_token_of_where_they_asked(
    slack: SlackServer, people: People
) -> None:
    await people.profile(BO)
    await people.profile(Sender(team="T2", workspace="T2", user="UELI", name="eli"))

    assert [len(slack.called("users.info", team)) for team in ("T1", "T2")] == [1, 1]


async def test_a_profile_is_believed_for_five_minutes_or_until_it_is_to_be_forgotten(
    slack: SlackServer, people: People
) -> None:
    assert isinstance(slack.clock, SetClock)
    await people.profile(BO)
    live(slack)
    believed = await people.profile(BO)
    people.forget("T1", "UBO")
    forgotten = await people.profile(BO)
    slack.workspace.members["UBO"].admin = False
    slack.clock.turn_to(NOW + timedelta(minutes=5))
    later = await people.profile(BO)

    assert [profile.administers for profile in (believed, forgotten, later)] == [False, True, False]


@pytest.mark.parametrize(
    "who", [BO, replace(BO, team="T9", workspace="T9"), replace(BO, user="UNOBODY"), replace(BO, team="")]
)
async def test_without_slacks_help_there_is_the_name_it_sent_and_no_power(
    slack: SlackServer, people: People, who: Sender
) -> None:
    live(slack)
    slack.fail_next("users.info", FaultKind.BROKEN, team="T1")

    assert await people.profile(who) == Profile(name="bo.typed", guessed=True)


async def test_a_zone_that_this_machine_does_not_know_is_none(slack: SlackServer, people: People) -> None:
    live(slack, zone="../etc/passwd")

    assert (await people.profile(BO)).zone is None
