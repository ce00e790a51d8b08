"""Where segue is installed: sealed, exchanged by one at a time, and gone at once when it is removed."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update

from bot.domain.roadmap import Library
from bot.installation import Installation
from bot.news import WorkspaceNews
from bot.requests import Platform
from bot.store.models import Community, Consent, Installed, Person, Workspace
from bot.store.queries import installations, workspaces
from tests.store.test_privacy import files, rows
from tests.support.databases import Postgres, Sqlite
from tests.support.worlds import World, at

NOON, EVENING = at("2027-01-01 12:00 UTC"), at("2027-01-01 18:00 UTC")
TOKEN, REFRESH = "xoxe.xoxb-not-for-anybody", "xoxe-1-not-for-anybody-either"
ACME = Installation(
    platform=Platform.SLACK,
    workspace="T1",
    name="Acme Ltd",
    bot_user="U-bot",
    bot="B-bot",
    token=TOKEN,
    installed_at=NOON,
    refresh=REFRESH,
    expires=at("2027-01-02 00:00 UTC"),
    scopes=("chat:write", "commands"),
)
MARK = hashlib.sha256(b"state and secret").hexdigest()


@pytest.fixture
def at_once(servers: dict[str, Postgres | Sqlite], library: Library) -> Iterator[World]:
    """PostgreSQL, where several may be at it at the same moment."""
    with servers["postgresql"].database() as url:
        world = World(url, library)
        yield world
        world.close()


def found(world: World, workspace: str = "T1") -> Installation | None:
    return world.core.installations.installation(Platform.SLACK, workspace)


def may_renew(world: World, workspace: str = "T1") -> bool:
    return world.core.installations.may_renew(Platform.SLACK, workspace)


def remove(world: World) -> None:
    with world.database.begin() as session:
        workspace = workspaces.known(session, Platform.SLACK, "T1")
        assert workspace is not None
        installations.forget(session, workspace, EVENING)


def test_an_installation_comes_back_as_it_was_given(world: World) -> None:
    world.core.install(ACME)

    assert found(world) == ACME
    assert found(world, "T2") is None
    assert world.core.installations.installation(Platform.DISCORD, "T1") is None


def test_a_workspace_that_nobody_knew_is_met_under_its_name(world: World) -> None:
    world.core.install(ACME)

    with world.database.begin() as session:
        assert session.scalars(select(Community.name)).one() == "Acme Ltd"
        assert session.scalars(select(Workspace.heard_at)).one() == NOON


def test_a_workspace_that_people_came_from_keeps_its_community(world: World) -> None:
    world.platform = Platform.SLACK
    world.says("Bo", "/segue help", workspace="T1")

    world.core.install(ACME)

    with world.database.begin() as session:
        community = session.scalars(select(Community)).one()
        assert session.scalars(select(Installed.community_id)).one() == community.id
        assert session.scalars(select(Person.community_id)).one() == community.id


def test_no_token_lies_in_the_clear(world: World) -> None:
    world.core.install(ACME)

    at_rest = rows(world.database) + files(world.database)

    assert b"Acme Ltd" in at_rest
    assert [token for token in (TOKEN, REFRESH) if token.encode() in at_rest] == []
    assert TOKEN not in repr(found(world))
    assert REFRESH not in repr(found(world))


def test_an_exchanged_token_takes_the_place_of_the_earlier_one_and_ends_the_lease(world: World) -> None:
    newer = replace(ACME, token="xoxe.xoxb-2", refresh="xoxe-1-2", expires=at("2027-01-02 12:00 UTC"))
    world.core.install(ACME)

    assert may_renew(world)
    world.core.installations.renew(newer)

    assert found(world) == newer
    assert may_renew(world)


def test_one_at_a_time_may_exchange_a_token(world: World) -> None:
    world.core.install(ACME)
    world.core.install(replace(ACME, workspace="T2"))

    assert [may_renew(world) for _ in range(3)] == [True, False, False]
    assert may_renew(world, "T2")
    assert not may_renew(world, "T3")


def test_whoever_died_while_exchanging_holds_nobody_up_for_long(world: World) -> None:
    world.core.install(ACME)
    may_renew(world)
    with world.database.begin() as session:
        lease = session.scalars(select(Installed.renewing_until)).one()
        assert lease is not None
        session.execute(update(Installed).values(renewing_until=lease - installations.RENEWING))

    assert installations.RENEWING.total_seconds() == 30
    assert may_renew(world)


def test_of_many_at_the_same_moment_one_may_exchange_a_token(at_once: World) -> None:
    all_are_ready = Barrier(6, timeout=20)
    at_once.core.install(ACME)

    def try_(_: int) -> bool:
        all_are_ready.wait()
        return may_renew(at_once)

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(try_, range(6))) == 1


def test_two_consents_at_once_are_one_installation(at_once: World) -> None:
    for number in range(4):  # the first one is to a workspace that nobody knows yet
        both_are_ready = Barrier(2, timeout=20)

        def consent(token: str, ready: Barrier = both_are_ready) -> None:
            ready.wait()
            at_once.core.install(replace(ACME, token=token))

        tokens = {f"xoxb-{number}-1", f"xoxb-{number}-2"}
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(consent, tokens))

        kept = found(at_once)
        assert kept is not None
        assert kept.token in tokens

    with at_once.database.begin() as session:
        assert session.scalars(select(Community.name)).all() == ["Acme Ltd"]


def test_where_segue_was_removed_nothing_is_left_to_open_it_with(world: World) -> None:
    world.core.install(ACME)
    remove(world)

    assert found(world) is None
    assert not may_renew(world)
    with world.database.begin() as session:
        assert session.scalars(select(Installed)).all() == []
        assert session.scalars(select(Workspace.gone_at)).one() == EVENING


def test_a_workspace_that_is_gone_opens_nothing_whatever_is_left_of_it(world: World) -> None:
    world.core.install(ACME)
    with world.database.begin() as session:
        session.execute(update(Workspace).values(gone_at=EVENING))

    assert found(world) is None


def test_news_of_removal_that_come_after_the_new_consent_remove_nothing(world: World) -> None:
    gone = WorkspaceNews(platform=Platform.SLACK, workspace="T1", gone=True, at=EVENING, key="event-1")
    again = replace(ACME, installed_at=EVENING + timedelta(hours=1))
    world.core.install(ACME)
    assert world.core.hear(gone)
    assert found(world) is None

    world.core.install(again)

    assert not world.core.hear(replace(gone, key="event-2"))
    assert found(world) == again


def test_an_exchange_that_was_under_way_brings_nothing_back(world: World) -> None:
    world.core.install(ACME)
    remove(world)

    world.core.installations.renew(replace(ACME, token="xoxe.xoxb-late"))

    assert found(world) is None
    with world.database.begin() as session:
        assert session.scalars(select(Installed)).all() == []


def test_a_new_consent_heals_and_no_late_exchange_takes_its_place(world: World) -> None:
    again = replace(ACME, token="xoxe.xoxb-new", installed_at=EVENING + timedelta(hours=1))
    world.core.install(ACME)
    remove(world)

    world.core.install(again)
    world.core.installations.renew(replace(ACME, token="xoxe.xoxb-late"))

    assert found(world) == again
    with world.database.begin() as session:
        workspace = session.scalars(select(Workspace)).one()
        assert (workspace.gone_at, workspace.heard_at) == (None, again.installed_at)


def test_a_consent_is_spent_once(world: World) -> None:
    consents = world.core.installations
    consents.open_consent(MARK, world.clock.now() + timedelta(minutes=10))

    assert [consents.spend_consent(mark) for mark in ("0" * 64, MARK, MARK)] == [False, True, False]


def test_a_consent_is_spent_in_time_or_not_at_all(world: World) -> None:
    consents, until = world.core.installations, world.clock.now() + timedelta(minutes=10)
    consents.open_consent(MARK, until)
    world.clock.turn_to(until)

    assert not consents.spend_consent(MARK)


def test_consents_that_nobody_finished_are_forgotten(world: World) -> None:
    until = world.clock.now() + timedelta(minutes=10)
    world.core.installations.open_consent(MARK, until)
    kept = []
    for moment in (until - timedelta(seconds=1), until):
        world.clock.turn_to(moment)
        world.core.plan(10)
        with world.database.begin() as session:
            kept.append(len(session.scalars(select(Consent)).all()))

    assert kept == [1, 0]


def test_of_two_who_spend_the_same_consent_at_once_one_is_believed(at_once: World) -> None:
    both_are_ready = Barrier(2, timeout=20)
    at_once.core.installations.open_consent(MARK, at_once.clock.now() + timedelta(minutes=10))

    def spend(_: int) -> bool:
        both_are_ready.wait()
        return at_once.core.installations.spend_consent(MARK)

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(spend, range(2))) == [False, True]
