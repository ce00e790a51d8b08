"""Where segue is and speaks, for doors that look around: workspaces of a platform, and channels of their cohorts."""

import asyncio

import pytest
from sqlalchemy import select, update

from bot.messages.wire import Action
from bot.requests import Place, Platform
from bot.store.models import Channel, Workspace
from tests.support.two_platforms import GUILD, opens_guild
from tests.support.worlds import World


@pytest.fixture
def spoken(world: World) -> World:
    """Spring and Autumn speak in a workspace each on the web; a Discord server is silent."""
    world.starts_cohort()
    world.starts_cohort(Place(channel="C2", channel_name="#autumn", private=False), name="Autumn")
    world.says("Eve", "/cohort", workspace="W2")
    opens_guild(world)
    return world


def test_every_workspace_is_there_with_the_channels_cohorts_speak_in(spoken: World) -> None:
    assert spoken.core.places(Platform.WEB) == {"W1": {"C1", "C2"}, "W2": frozenset()}
    assert spoken.core.places(Platform.DISCORD) == {GUILD: frozenset()}
    assert spoken.core.places(Platform.SLACK) == {}


def test_adapters_ask_the_same(spoken: World) -> None:
    places = asyncio.run(spoken.bridge.places(Platform.WEB))

    assert places == spoken.core.places(Platform.WEB)


def test_a_channel_that_was_let_go_or_whose_cohort_ended_is_not_there_but_a_lost_one_is(spoken: World) -> None:
    with spoken.database.begin() as session:
        session.execute(update(Channel).where(Channel.external_id == "C1").values(lost="gone"))
    spoken.presses("Ana", Action("cohort.finish", ("2",)))
    lost = spoken.core.places(Platform.WEB)
    with spoken.database.begin() as session:
        session.execute(update(Channel).values(silent=True))

    assert lost == {"W1": {"C1"}, "W2": frozenset()}
    assert spoken.core.places(Platform.WEB) == {"W1": frozenset(), "W2": frozenset()}


def test_a_workspace_that_is_gone_is_not_there(spoken: World) -> None:
    with spoken.database.begin() as session:
        session.scalars(select(Workspace).where(Workspace.external_id == "W1")).one().gone_at = spoken.clock.now()

    assert spoken.core.places(Platform.WEB) == {"W2": frozenset()}
