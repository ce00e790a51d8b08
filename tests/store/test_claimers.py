"""Several claimers at once, on PostgreSQL: real threads, real locks, and no row in two hands."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from bot.domain.roadmap import Library
from bot.requests import Platform
from bot.store.models import Cohort
from bot.store.queries import cohorts, ledger
from tests.support.databases import Postgres, Sqlite
from tests.support.worlds import World, at

POSTS = 60


@pytest.fixture
def crowded(servers: dict[str, Postgres | Sqlite], library: Library) -> Iterator[World]:
    """A cohort whose three rituals lie ahead, and many deliveries that are due."""
    with servers["postgresql"].database() as url:
        world = World(url, library)
        world.starts_cohort()
        with world.database.begin() as session:
            cohort = session.scalars(select(Cohort)).one()
            [channel] = cohorts.channels(session, cohort.id)
            targets = [ledger.to_channel(channel, world.clock.now()) for _ in range(POSTS - 1)]
            until = at("2028-01-01 00:00 UTC")
            ledger.deliver(session, targets, kind="cohort-opened", subject="", until=until)
        yield world
        world.close()


def test_two_claimers_at_the_same_moment_share_no_row_and_do_not_wait_for_each_other(crowded: World) -> None:
    both_hold_theirs = Barrier(2, timeout=20)

    def claim(_: int) -> set[int]:
        with crowded.database.begin() as session:
            held = ledger.claim(session, (Platform.WEB,), crowded.clock.now(), POSTS // 2)
            both_hold_theirs.wait()
            return {claimed.delivery.id for claimed in held}

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(claim, range(2))

    assert (len(one), len(other)) == (POSTS // 2, POSTS // 2)
    assert one & other == set()


def test_many_claimers_in_a_race_take_every_row_exactly_once(crowded: World) -> None:
    def claim_all(_: int) -> list[int]:
        held: list[int] = []
        while parcels := crowded.core.claim((Platform.WEB,), 3):
            held += [parcel.delivery for parcel in parcels]
        return held

    with ThreadPoolExecutor(4) as threads:
        hands = list(threads.map(claim_all, range(4)))

    taken = [delivery for hand in hands for delivery in hand]
    assert len(taken) == len(set(taken)) == POSTS


def test_two_planners_at_the_same_moment_share_no_occurrence(crowded: World) -> None:
    both_hold_theirs = Barrier(2, timeout=20)
    at_the_end_of_week_one = at("2027-01-11 08:00 Europe/Berlin")
    with crowded.database.begin() as session:
        there_are = len(ledger.due(session, at_the_end_of_week_one, 50))

    def hold(_: int) -> set[int]:
        with crowded.database.begin() as session:
            held = ledger.due(session, at_the_end_of_week_one, there_are // 2 + 1)
            both_hold_theirs.wait()
            return {occurrence.id for occurrence, _ in held}

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(hold, range(2))

    assert len(one | other) == len(one) + len(other) == there_are


def test_what_a_claimer_held_as_it_died_is_free_at_once(crowded: World) -> None:
    def claim_and_die() -> None:
        with crowded.database.begin() as session:
            ledger.claim(session, (Platform.WEB,), crowded.clock.now(), POSTS)
            raise ConnectionError("power cut")

    with pytest.raises(ConnectionError):
        claim_and_die()

    assert len(crowded.core.claim((Platform.WEB,), POSTS)) == POSTS
