"""Codes between two sides: one at a time, once, in time, agreed to by whoever offered; and guesses that count."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Account, Guess, Handshake, HandshakeKind, HandshakeState
from bot.store.queries import handshakes, people
from tests.support.two_platforms import comes_from_web
from tests.support.worlds import World

MINUTES = timedelta(minutes=10)
PEOPLE, WORKSPACES = HandshakeKind.PEOPLE, HandshakeKind.WORKSPACES


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    with world.database.begin() as open_session:
        yield open_session


@pytest.fixture
def bo(world: World, session: Session) -> Account:
    return comes_from_web(world, session, "Bo")


@pytest.fixture
def stranger(world: World, session: Session) -> Account:
    """Somebody of another community."""
    return people.recognise(session, world.actor("Eve", "W2")).account


def offer(world: World, session: Session, account: Account, digest: str = "a", kind: HandshakeKind = PEOPLE) -> int:
    return handshakes.offer(session, account, kind, digest, world.clock.now() + MINUTES).id


def test_a_code_is_found_by_its_digest_and_kind_while_it_is_open(world: World, session: Session, bo: Account) -> None:
    now, made = world.clock.now(), offer(world, session, bo)

    assert handshakes.offered(session, "b", PEOPLE, now) is None
    assert handshakes.offered(session, "a", WORKSPACES, now) is None
    assert handshakes.offered(session, "a", PEOPLE, now + MINUTES) is None
    found = handshakes.offered(session, "a", PEOPLE, now)
    assert found is not None
    assert (found.id, found.community_id, found.account_id) == (made, bo.community_id, bo.id)


def test_a_new_code_of_the_same_kind_refuses_the_one_before(world: World, session: Session, bo: Account) -> None:
    now = world.clock.now()
    for digest, kind in (("a", PEOPLE), ("b", WORKSPACES), ("c", PEOPLE)):
        offer(world, session, bo, digest, kind)

    assert handshakes.offered(session, "a", PEOPLE, now) is None
    assert handshakes.offered(session, "b", WORKSPACES, now) is not None
    assert handshakes.offered(session, "c", PEOPLE, now) is not None


def test_a_code_is_answered_once(world: World, session: Session, bo: Account, stranger: Account) -> None:
    now = world.clock.now()
    offer(world, session, bo)
    found = handshakes.offered(session, "a", PEOPLE, now)
    assert found is not None
    handshakes.answer(session, found, stranger, now)

    assert handshakes.offered(session, "a", PEOPLE, now) is None
    with pytest.raises(ValueError, match="once"):
        handshakes.answer(session, found, bo, now)


def test_nobody_answers_too_late(world: World, session: Session, bo: Account, stranger: Account) -> None:
    now = world.clock.now()
    made = session.get_one(Handshake, offer(world, session, bo))

    with pytest.raises(ValueError, match="in time"):
        handshakes.answer(session, made, stranger, now + MINUTES)


def test_only_who_offered_is_waited_for(world: World, session: Session, bo: Account, stranger: Account) -> None:
    now = world.clock.now()
    made = offer(world, session, bo)
    assert handshakes.waiting(session, bo, PEOPLE, now) is None
    handshakes.answer(session, session.get_one(Handshake, made), stranger, now)

    mine = handshakes.waiting(session, bo, PEOPLE, now)
    assert mine is not None
    assert (mine.id, mine.answered_by) == (made, stranger.id)
    assert handshakes.waiting(session, bo, WORKSPACES, now) is None
    assert handshakes.waiting(session, bo, PEOPLE, now + MINUTES) is None
    assert handshakes.numbered(session, bo, made, now) is mine
    assert handshakes.numbered(session, bo, made, now + MINUTES) is None
    assert handshakes.numbered(session, stranger, made, now) is None


@pytest.mark.parametrize("end", [HandshakeState.AGREED, HandshakeState.REFUSED])
def test_a_handshake_ends_once(
    world: World, session: Session, bo: Account, stranger: Account, end: HandshakeState
) -> None:
    now = world.clock.now()
    made = session.get_one(Handshake, offer(world, session, bo))
    handshakes.answer(session, made, stranger, now)
    handshakes.close(session, made, end, now)

    assert handshakes.numbered(session, bo, made.id, now) is None
    assert handshakes.waiting(session, bo, PEOPLE, now) is None
    with pytest.raises(ValueError, match="once"):
        handshakes.close(session, made, HandshakeState.AGREED, now)


def test_nobody_agrees_to_what_nobody_answered_or_too_late(
    world: World, session: Session, bo: Account, stranger: Account
) -> None:
    now = world.clock.now()
    made = session.get_one(Handshake, offer(world, session, bo))

    with pytest.raises(ValueError, match="in time"):
        handshakes.close(session, made, HandshakeState.AGREED, now)
    handshakes.answer(session, made, stranger, now)
    with pytest.raises(ValueError, match="in time"):
        handshakes.close(session, made, HandshakeState.AGREED, now + MINUTES)
    handshakes.close(session, made, HandshakeState.REFUSED, now + MINUTES)


def test_wrong_codes_count_for_an_hour_and_for_one_account(
    world: World, session: Session, bo: Account, stranger: Account
) -> None:
    now = world.clock.now()
    for minutes in (0, 30, 59):
        handshakes.guess(session, bo, now + timedelta(minutes=minutes))

    assert handshakes.guessed(session, bo, now + timedelta(minutes=59)) == 3
    assert handshakes.guessed(session, bo, now + timedelta(minutes=60)) == 2
    assert handshakes.guessed(session, stranger, now) == 0


def test_what_has_had_its_time_is_forgotten_by_the_clock(world: World) -> None:
    with world.database.begin() as session:
        bo = comes_from_web(world, session, "Bo")
        offer(world, session, bo)
        handshakes.guess(session, bo, world.clock.now())

    kept = []
    for later in (timedelta(), MINUTES, timedelta(hours=1)):
        world.clock.turn_to(world.clock.now() + later)
        world.core.plan(10)
        with world.database.begin() as session:
            kept.append([session.scalar(select(func.count(rows.id))) for rows in (Handshake, Guess)])

    assert kept == [[1, 1], [0, 1], [0, 0]]


def test_of_two_who_type_a_code_at_the_same_moment_one_has_it(world: World) -> None:
    with world.database.begin() as session:
        offer(world, session, comes_from_web(world, session, "Bo"))
        typists = [comes_from_web(world, session, who).id for who in ("Chen", "Dana")]
    both_have_it = Barrier(2, timeout=0.5)

    def type_it(typist: int) -> bool:
        with world.database.begin() as session:
            found = handshakes.offered(session, "a", PEOPLE, world.clock.now())
            with suppress(BrokenBarrierError):
                both_have_it.wait()
            if found is not None:
                handshakes.answer(session, found, session.get_one(Account, typist), world.clock.now())
            return found is not None

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(type_it, typists)) == [False, True]
