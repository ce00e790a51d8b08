"""News come late, twice and out of order; what is known in the end is what was so in the end."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.news import ChannelFate, News
from bot.requests import Click, Place, Submission
from bot.store.models import Account, Channel, Cohort, Notice, NoticeState, Person, Workspace
from tests.support.databases import Postgres, Sqlite
from tests.support.tidings import of_channel, of_person, of_workspace
from tests.support.worlds import World

#: A workspace of its own for every example.
TEAMS = count()
ABOUT = ("channel", "person", "workspace", "name")


class Told(NamedTuple):
    """What news say of one thing: when, whether it is within reach, and how often they come."""

    about: str
    second: int
    good: bool
    times: int


TOLD = st.builds(Told, st.sampled_from(ABOUT), st.integers(0, 6), st.booleans(), st.integers(1, 2))


@pytest.fixture(scope="module")
def one_world(servers: dict[str, Postgres | Sqlite], library: Library) -> Iterator[World]:
    with servers["sqlite"].database() as url, closing(World(url, library)) as made:
        yield made


@settings(deadline=None, max_examples=80)
@given(
    told=st.lists(TOLD, min_size=2, max_size=9).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told)))
)
def test_any_order_ends_in_the_same_state(one_world: World, told: tuple[list[Told], list[Told]]) -> None:
    in_order, shuffled = told
    team = starts(one_world)

    for one in shuffled:
        for _ in range(one.times):
            one_world.core.hear(news(one_world, team, one))

    lost, gone, removed = (bad(in_order, about) for about in ABOUT[:3])
    known = ends(one_world, team)
    assert known == (lost, gone, removed, lost or removed, name(in_order), int(lost))


def starts(world: World) -> str:
    """Spring in a workspace of its own, with Ana, who is known in another one too, and Bo; whose it is."""
    team = f"T{next(TEAMS)}"
    place = Place(channel="C1", channel_name="#ml-switch", private=False)
    answers = {"name": "Spring", "starts": "2027-01-04", "zone": "Europe/Berlin", "weekday": "0", "at": "09:00"}
    form = Submission(actor=world.actor("Ana", team), place=place, action=Action("cohort.start"), answers=answers)
    world.core.answer(form)
    with world.database.begin() as session:
        mine = select(Cohort.id).join(Channel).join(Workspace, Channel.workspace_id == Workspace.id)
        number = session.scalars(mine.where(Workspace.external_id == team)).one()
    world.core.answer(Click(actor=world.actor("Bo", team), place=place, action=Action("cohort.join", (str(number),))))
    return team


def news(world: World, team: str, told: Told) -> News:
    ago = timedelta(seconds=10 - told.second)
    if told.about == "person":
        return replace(of_person(world, "Bo", gone=not told.good, ago=ago), workspace=team)
    if told.about == "workspace":
        return of_workspace(world, gone=not told.good, ago=ago, workspace=team)
    fate = ChannelFate.BACK if told.good else ChannelFate.LOST
    if told.about == "name":
        return replace(of_channel(world, ChannelFate.RENAMED, ago=ago, name=called(told)), workspace=team)
    return replace(of_channel(world, fate, ago=ago), workspace=team)


def called(told: Told) -> str:
    return f"{'a' if told.good else 'b'}{told.second}"


def bad(told: list[Told], about: str) -> bool:
    """Whether the newest news of it are bad; of two of one moment the good ones count."""
    mine = [(one.second, one.good) for one in told if one.about == about]
    return bool(mine) and not max(mine)[1]


def name(told: list[Told]) -> str:
    mine = [(one.second, called(one)) for one in told if one.about == "name"]
    return max(mine)[1] if mine else "#ml-switch"


def ends(world: World, team: str) -> tuple[bool, bool, bool, bool, str, int]:
    """Lost, gone, removed, waiting, the name, and how many notices of the loss wait for Ana."""
    with world.database.begin() as session:
        workspace = session.scalars(select(Workspace).where(Workspace.external_id == team)).one()
        channel = session.scalars(select(Channel).where(Channel.workspace_id == workspace.id)).one()
        cohort = session.get_one(Cohort, channel.cohort_id)
        theirs = select(Account).join(Person, Account.person_id == Person.id).where(Person.name == "Bo")
        account = session.scalars(theirs.where(Account.workspace_id == workspace.id)).one()
        waiting = (Notice.cohort_id == cohort.id, Notice.state == NoticeState.WAITING)
        notices = session.scalars(select(Notice).where(*waiting, Notice.kind == "channel-lost")).all()
        assert (cohort.quiet_until is None) == (cohort.waits_since is None)
        removed, gone = workspace.gone_at is not None, account.gone_at is not None
        return bool(channel.lost), gone, removed, cohort.waits_since is not None, channel.name, len(notices)
